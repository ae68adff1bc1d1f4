import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Aws } from './aws.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** What we print of the report that a hook leaves in the table of releases. */
interface HookReport {
  readonly status: string;
  readonly checks: readonly Check[];
  readonly notes: readonly string[];
}

const readReport = async (
  aws: Aws,
  table: string,
  deploymentId: string,
  phase: string,
): Promise<HookReport | undefined> => {
  const { Item } = await aws.dynamoDb.send(
    new GetItemCommand({
      TableName: table,
      Key: { pk: { S: `deployment#${deploymentId}` }, sk: { S: phase } },
      ConsistentRead: true,
    }),
  );
  const document = Item?.['document']?.S;
  return document === undefined ? undefined : { checks: [], notes: [], ...JSON.parse(document) };
};

const checkLines = ({ name, ok, lines }: Check): string[] =>
  ok ? [`    ok      ${name}`] : [`    FAILED  ${name}`, ...lines.map((line) => `            ${line}`)];

/** What the hooks of a deployment found, as lines for people. A hook that did not run has none. */
export const hookReportLines = async (aws: Aws, table: string, deploymentId: string): Promise<string[]> => {
  const lines: string[] = [];
  for (const phase of ['before', 'after']) {
    const report = await readReport(aws, table, deploymentId, phase);
    if (report === undefined) continue;
    lines.push(`  Hook ${phase} traffic: ${report.status}`, ...report.checks.flatMap(checkLines));
    lines.push(...report.notes.map((note) => `    ${note}`));
  }
  return lines;
};
