import type { RoleArgs } from "@pulumi/aws/iam/role.js";
import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy.js";
import { allTaken, sent, without } from "../taken.ts";
import { ofAws, tagList } from "./call.ts";

const service = "iam";

/** role.go; forceDetachPolicies is the provider's own. */
export const role = ofAws<RoleArgs>({
  calls: (inputs) => {
    const { name, assumeRolePolicy, description, maxSessionDuration, path, tags, ...left } =
      without(inputs, "forceDetachPolicies");
    allTaken(left, "a role");
    const body = sent({
      RoleName: name,
      AssumeRolePolicyDocument: assumeRolePolicy,
      Description: description,
      MaxSessionDuration: maxSessionDuration,
      Path: path,
      Tags: tags && tagList(tags),
    });
    return [{ service, operation: "CreateRole", body }];
  },
  answer: (outputs) => ({
    service,
    operation: "GetRole",
    body: {
      Role: {
        RoleName: outputs["name"],
        RoleId: outputs["uniqueId"],
        Arn: outputs["arn"],
        Path: outputs["path"],
        CreateDate: outputs["createDate"],
        AssumeRolePolicyDocument: outputs["assumeRolePolicy"],
        Description: outputs["description"],
        MaxSessionDuration: outputs["maxSessionDuration"],
      },
    },
  }),
});

/** role_policy.go */
export const rolePolicy = ofAws<RolePolicyArgs>({
  calls: ({ role, name, policy, ...left }) => {
    allTaken(left, "a role's policy");
    const body = { RoleName: role, PolicyName: name, PolicyDocument: policy };
    return [{ service, operation: "PutRolePolicy", body }];
  },
  answer: ({ role, name, policy }) => ({
    service,
    operation: "GetRolePolicy",
    body: { RoleName: role, PolicyName: name, PolicyDocument: policy },
  }),
});
