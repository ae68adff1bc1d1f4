import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is whatever it is
  readonly Properties: any;
}

interface Template {
  readonly Parameters: { readonly TelemetryStore: { readonly Default: string } };
  readonly Resources: Readonly<Record<string, Resource>>;
}

const serviceDir = fileURLToPath(new URL('..', import.meta.url));
const cli = createRequire(import.meta.url).resolve('serverless/bin/serverless.js');
const folder = mkdtempSync(join(tmpdir(), 'signalbox-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the real CLI compiles, without credentials. */
const compile = async (...options: string[]): Promise<Template> => {
  const { PATH, HOME } = process.env;
  const target = join(folder, options.join(''));
  const arguments_ = [cli, 'package', ...options, '--package', target];
  await promisify(execFile)(process.execPath, arguments_, {
    cwd: serviceDir,
    env: { PATH, HOME, SLS_TELEMETRY_DISABLED: '1' },
  });
  return JSON.parse(readFileSync(join(target, 'cloudformation-template-update-stack.json'), 'utf8'));
};

const statementsOf = ({ Resources }: Template): Statement[] =>
  Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Role')
    .flatMap(({ Properties }) => Properties.Policies)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map((statement) => statement['Fn::If']?.[1] ?? statement);

describe.each(['local', 'prod'])('the template of stage %s', (stage) => {
  let template: Template;
  beforeAll(async () => {
    template = await compile('--stage', stage);
  });

  const properties = (name: string) => template.Resources[name]?.Properties;

  it('wraps every message and leaves what it says to the functions', () => {
    expect(properties('TelemetryRule')).toMatchObject({
      RuleName: `signalbox_${stage}_telemetry`,
      TopicRulePayload: {
        Sql: "SELECT encode(*, 'base64') AS payload, topic() AS topic, clientid() AS clientId, timestamp() AS receivedAt FROM 'dt/#'",
        Actions: [{ Kinesis: { PartitionKey: '${topic(3)}' } }],
        ErrorAction: { Sqs: { QueueUrl: { Ref: 'RuleErrors' }, UseBase64: false } },
      },
    });
  });

  it.each(['ArchiveTelemetryStream', 'IngestTelemetryStream'])(
    '%s reports what failed, and gives up only into the bucket',
    (name) => {
      expect(properties(name)).toMatchObject({
        EventSourceArn: { 'Fn::ImportValue': `signalbox-${stage}-TelemetryStreamArn` },
        StartingPosition: 'TRIM_HORIZON',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::ImportValue': `signalbox-${stage}-ArchiveBucketArn` } } },
      });
    },
  );

  it('archives one batch of a shard at a time, so that objects follow one another', () => {
    expect(properties('ArchiveTelemetryStream')).toMatchObject({ ParallelizationFactor: 1 });
    expect(properties('ArchiveTelemetryStream').MaximumBatchingWindowInSeconds).toBeGreaterThan(0);
  });

  it('gives each function a role of its own, and nothing on everything but what has no resource', () => {
    const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    expect(new Set(functions.map(({ Properties }) => JSON.stringify(Properties.Role))).size).toBe(3);
    const statements = statementsOf(template);
    expect(statements.filter(({ Resource }) => Resource === '*').map(({ Action }) => Action)).toEqual([
      'timestream:DescribeEndpoints',
      'cloudwatch:DescribeAlarms',
    ]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('alarms on dimensions that the functions write', () => {
    const own = Object.values(template.Resources).filter(({ Properties }) => Properties?.Namespace === 'Signalbox');
    expect(own.length).toBeGreaterThan(0);
    for (const { Properties } of own) {
      expect(Properties.Dimensions).toMatchObject([
        { Name: 'service', Value: properties('IngestLambdaFunction').Environment.Variables.POWERTOOLS_SERVICE_NAME },
        { Name: 'stage', Value: stage },
        { Name: 'function' },
      ]);
    }
  });
});

it('needs no store', async () => {
  const template = await compile('--stage', 'local', '--param', 'telemetryStore=none');
  expect(template.Parameters.TelemetryStore.Default).toBe('none');
  expect(JSON.stringify(template)).not.toContain('TelemetryTableArn');
});
