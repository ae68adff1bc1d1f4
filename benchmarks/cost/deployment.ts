import type { Path, PathOf } from './metered.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

/** What the deployed templates say of what is billed. */
export interface Deployment {
  readonly pathOf: PathOf;
  /** Event source mappings that read the stream. */
  readonly streamConsumers: number;
  /** Event source mappings that poll a queue. */
  readonly queueConsumers: number;
  readonly alarms: number;
  readonly streamMode: 'ON_DEMAND' | 'PROVISIONED';
  readonly streamRetentionHours: number;
  readonly isStreamEncrypted: boolean;
  readonly storeMemoryHours: number;
}

type Named = readonly [string, Resource];

const ofType = (template: Template, type: string): Named[] =>
  Object.entries(template.Resources ?? {}).filter(([, resource]) => resource.Type === type);

/** The logical id that `Fn::GetAtt` or `Ref` leads to. */
const referred = (value: unknown): string | undefined => {
  const { 'Fn::GetAtt': attribute, Ref } = (value ?? {}) as { 'Fn::GetAtt'?: string | string[]; Ref?: string };
  const [id] = typeof attribute === 'string' ? attribute.split('.') : (attribute ?? [Ref]);
  return id;
};

const functionName = (template: Template, reference: unknown): string | undefined => {
  const resource = template.Resources?.[referred(reference) ?? ''];
  return resource?.Type === 'AWS::Lambda::Function' ? String(resource.Properties?.['FunctionName']) : undefined;
};

/** Only a stream has a place to begin at. */
const readsStream = ([, { Properties }]: Named): boolean => Properties?.['StartingPosition'] !== undefined;

const pathsOf = (template: Template): [string, Path][] => {
  const mapped = ofType(template, 'AWS::Lambda::EventSourceMapping').map((mapping): [string | undefined, Path] => [
    functionName(template, mapping[1].Properties?.['FunctionName']),
    readsStream(mapping) ? 'ingestion' : 'decision',
  ]);
  const scheduled = ofType(template, 'AWS::Events::Rule')
    .filter(([, { Properties }]) => Properties?.['ScheduleExpression'] !== undefined)
    .flatMap(([, { Properties }]) => (Properties?.['Targets'] ?? []) as { readonly Arn: unknown }[])
    .map(({ Arn }): [string | undefined, Path] => [functionName(template, Arn), 'scheduled']);
  return [...mapped, ...scheduled].flatMap(([name, path]) => (name === undefined ? [] : [[name, path]]));
};

/** @throws Error if something that must be billed is not in the templates */
const propertiesOfOnly = (templates: readonly Template[], type: string): Readonly<Record<string, unknown>> => {
  const [found] = templates.flatMap((template) => ofType(template, type));
  if (found === undefined) throw new Error(`no stack has a resource of the type ${type}`);
  return found[1].Properties ?? {};
};

const memberOf = (value: unknown, name: string): unknown => (value as Record<string, unknown> | undefined)?.[name];

/** @throws Error for a function whose use is not known */
export const readDeployment = (templates: readonly Template[]): Deployment => {
  const all = (type: string) => templates.flatMap((template) => ofType(template, type));
  const paths = new Map(templates.flatMap(pathsOf));
  const mappings = all('AWS::Lambda::EventSourceMapping');
  const stream = propertiesOfOnly(templates, 'AWS::Kinesis::Stream');
  const table = propertiesOfOnly(templates, 'AWS::Timestream::Table');
  const mode = memberOf(stream['StreamModeDetails'], 'StreamMode');
  return {
    pathOf: (name) => {
      const path = paths.get(name);
      if (path === undefined) throw new Error(`no template says what invokes the function ${name}`);
      return path;
    },
    streamConsumers: mappings.filter(readsStream).length,
    queueConsumers: mappings.filter((mapping) => !readsStream(mapping)).length,
    alarms: all('AWS::CloudWatch::Alarm').length,
    streamMode: mode === 'ON_DEMAND' ? mode : 'PROVISIONED',
    streamRetentionHours: Number(stream['RetentionPeriodHours'] ?? 24),
    isStreamEncrypted: memberOf(stream['StreamEncryption'], 'EncryptionType') === 'KMS',
    storeMemoryHours: Number(memberOf(table['RetentionProperties'], 'MemoryStoreRetentionPeriodInHours')),
  };
};
