import { PACKAGE } from "./project.ts";

// The actions by the commits of their releases, as the package's own pipeline has them.
const CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";
const NODE = "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0";
const GO = "actions/setup-go@44694675825211faa026b3c33043df3e48a5fa00 # v6.0.0";
const AWS =
  "aws-actions/configure-aws-credentials@00943011d9042930efac3dcd3a170e4273319bc8 # v5.1.0";

const SETUP = `      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - uses: ${NODE}
        with:
          node-version: 24
          cache: npm
      - uses: ${GO}
        with:
          go-version: stable
          cache: false
      - run: npm ci
      # Pulumi, where the machine has none that will do.
      - run: |
          npx canary engine
          echo "$PWD/node_modules/${PACKAGE}/.tools/bin" >> "$GITHUB_PATH"
      - uses: ${AWS}
        with:
          role-to-assume: \${{ vars.AWS_ROLE }}
          aws-region: us-east-1
`;

const CREDENTIALS = `          PULUMI_BACKEND_URL: \${{ vars.PULUMI_BACKEND_URL }}
          PULUMI_ACCESS_TOKEN: \${{ secrets.PULUMI_ACCESS_TOKEN }}
          PULUMI_CONFIG_PASSPHRASE: \${{ secrets.PULUMI_CONFIG_PASSPHRASE }}
          VERCEL_API_TOKEN: \${{ secrets.VERCEL_API_TOKEN }}
          CLOUDFLARE_API_TOKEN: \${{ secrets.CLOUDFLARE_API_TOKEN }}
          DATADOG_API_KEY: \${{ secrets.DATADOG_API_KEY }}
          DATADOG_APP_KEY: \${{ secrets.DATADOG_APP_KEY }}
`;

/** `.github/workflows/review.yaml`: a preview and its comment on each pull request. */
export function reviewWorkflow(): string {
  return `# Previews both stacks with the policies, and keeps one comment a stack on the pull request.
# On pull_request alone: pull_request_target would hand a stranger's program the secrets.
name: Review

on:
  pull_request:

permissions: {}

jobs:
  preview:
    # GitHub gives no secrets to pull requests from forks and to Dependabot's:
    # https://docs.github.com/en/actions/reference/security/secure-use
    if: github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'
    strategy:
      fail-fast: false
      matrix:
        stack: [staging, production]
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    environment: preview
    permissions:
      contents: read
      id-token: write # for AWS
      pull-requests: write # for the comment
    concurrency:
      group: preview-\${{ matrix.stack }}-\${{ github.event.pull_request.number }}
      cancel-in-progress: true
    steps:
${SETUP}      - name: Preview
        id: preview
        env:
          STACK: \${{ matrix.stack }}
${CREDENTIALS}        run: |
          verdict=0
          npx canary review --stack "$STACK" > "$RUNNER_TEMP/comment.md" || verdict=$?
          cat "$RUNNER_TEMP/comment.md" >> "$GITHUB_STEP_SUMMARY"
          # 1 is a verdict, and the comment says why; 2 is none.
          [ "$verdict" -lt 2 ]
          echo "verdict=$verdict" >> "$GITHUB_OUTPUT"
      # The comment with the same first line is written anew.
      - name: Comment
        env:
          GH_TOKEN: \${{ github.token }}
          COMMENTS: repos/\${{ github.repository }}/issues/\${{ github.event.pull_request.number }}/comments
        run: |
          MARKER=$(head -n 1 "$RUNNER_TEMP/comment.md")
          export MARKER
          id=$(gh api --paginate "$COMMENTS" \\
            --jq '.[] | select(.user.type == "Bot" and (.body | startswith(env.MARKER))) | .id' | head -n 1)
          if [ -n "$id" ]; then
            gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" -F "body=@$RUNNER_TEMP/comment.md"
          else
            gh api --silent "$COMMENTS" -F "body=@$RUNNER_TEMP/comment.md"
          fi
      - name: Verdict
        env:
          VERDICT: \${{ steps.preview.outputs.verdict }}
        run: exit "$VERDICT"
`;
}

/** `.github/workflows/roll-out.yaml`: what is merged is applied. */
export function rollOutWorkflow(): string {
  return `# What is merged is applied: staging first, then production once somebody has approved it (the
# environment's reviewers, in the repository's settings). Run it again by hand where an advance was
# refused and the reasons are gone.
#
# The environments preview, staging and production need the secrets and variables that the steps name:
# of PULUMI_ACCESS_TOKEN and PULUMI_CONFIG_PASSPHRASE the one that the state needs, and in AWS_ROLE a
# role that trusts GitHub: https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
name: Roll out

on:
  push:
    branches: [main]
  workflow_dispatch:

permissions: {}

jobs:
${job("staging")}
${job("production", "staging")}`;
}

function job(stack: string, after?: string): string {
  return `  ${stack}:
    if: github.ref == 'refs/heads/main'
${after === undefined ? "" : `    needs: ${after}\n`}    runs-on: ubuntu-24.04
    timeout-minutes: 60
    environment: ${stack}
    permissions:
      contents: read
      id-token: write # for AWS
    # One at a time; of those that wait, the newest.
    concurrency:
      group: up-${stack}
      cancel-in-progress: false
    steps:
${SETUP}      - name: pulumi up
        env:
${CREDENTIALS}        run: pulumi up --yes --non-interactive --stack ${stack} --policy-pack node_modules/${PACKAGE}/policies
`;
}
