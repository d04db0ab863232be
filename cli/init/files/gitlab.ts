import { PACKAGE } from "./project.ts";

/** `.gitlab-ci.yml`: a preview with its note on each merge request, and what is merged is applied. */
export function gitlabPipeline(): string {
  return `# Variables, masked and protected, in the project's settings: VERCEL_API_TOKEN, CLOUDFLARE_API_TOKEN,
# DATADOG_API_KEY, DATADOG_APP_KEY, PULUMI_BACKEND_URL, what the state's secrets need
# (PULUMI_ACCESS_TOKEN or PULUMI_CONFIG_PASSPHRASE), AWS_ROLE_ARN, and NOTES_TOKEN: a project access
# token with the scope api, for the note. Of production's environment, require an approval.
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

.canary:
  image: node:24
  # AWS by GitLab's identity: https://docs.gitlab.com/ci/cloud_services/aws/
  id_tokens:
    AWS_IDENTITY:
      aud: sts.amazonaws.com
  variables:
    AWS_WEB_IDENTITY_TOKEN_FILE: $CI_PROJECT_DIR/.aws-identity
    AWS_REGION: us-east-1
  cache:
    key: canary
    paths: [.npm/]
  before_script:
    - printf '%s' "$AWS_IDENTITY" > .aws-identity
    - npm ci --cache .npm
    # Pulumi, where the image has none that will do; it is built with Go.
    - command -v pulumi || { apt-get update -q && apt-get install -q -y golang; }
    - npx canary engine
    - export PATH="$CI_PROJECT_DIR/node_modules/${PACKAGE}/.tools/bin:$PATH"

# One a stack; each note with the same first line is written anew.
review:
  extends: .canary
  stage: test
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  parallel:
    matrix:
      - STACK: [staging, production]
  script:
    - |
      verdict=0
      npx canary review --stack "$STACK" > note.md || verdict=$?
      cat note.md
      # 1 is a verdict, and the note says why; 2 is none.
      [ "$verdict" -lt 2 ]
    - |
      node --input-type=module - <<'EOF'
      import { readFileSync } from "node:fs";
      const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, NOTES_TOKEN } = process.env;
      const notes = \`\${CI_API_V4_URL}/projects/\${CI_PROJECT_ID}/merge_requests/\${CI_MERGE_REQUEST_IID}/notes\`;
      const body = readFileSync("note.md", "utf8");
      const call = async (url, method, sent) => {
        const headers = { "private-token": NOTES_TOKEN, "content-type": "application/json" };
        const response = await fetch(url, { method, headers, body: sent && JSON.stringify(sent) });
        if (!response.ok) throw new Error(\`\${method} \${url} answered \${response.status}\`);
        return response.json();
      };
      const marker = body.split("\\n")[0];
      const written = (await call(\`\${notes}?per_page=100\`, "GET")).find((note) => note.body.startsWith(marker));
      await call(written ? \`\${notes}/\${written.id}\` : notes, written ? "PUT" : "POST", { body });
      EOF
    - exit "$verdict"

.up:
  extends: .canary
  stage: deploy
  script:
    - pulumi up --yes --non-interactive --stack "$CI_JOB_NAME" --policy-pack node_modules/${PACKAGE}/policies

staging:
  extends: .up
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  environment: staging
  resource_group: staging

# Once somebody has pressed it.
production:
  extends: .up
  needs: [staging]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
  environment: production
  resource_group: production
`;
}
