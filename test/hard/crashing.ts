import * as pulumi from "@pulumi/pulumi";

// Read, as a real program would have by the time that it crashes.
const secrets = new pulumi.Config("canary").requireSecretObject("secrets");
throw new Error(`this program crashes beside ${typeof secrets}`);
