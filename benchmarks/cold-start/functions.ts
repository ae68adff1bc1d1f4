import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@signalbox/cli/e2e/cloud-process';
import { serverless } from '@signalbox/cli/e2e/serverless';

export interface PackagedFunction {
  readonly service: string;
  /** The name in `src/functions`. */
  readonly name: string;
  readonly entry: string;
  readonly memoryMb: number;
  /** As its template sets it; what only a deployment knows is a stand-in. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Template {
  readonly Parameters?: Readonly<Record<string, { Default?: string }>>;
  readonly Resources: Readonly<
    Record<
      string,
      {
        Type: string;
        Properties: { Handler: string; MemorySize: number; Environment?: { Variables: Record<string, unknown> } };
      }
    >
  >;
}

/** A parameter of the template has its default; what only a deployment knows is stood in for. */
const standIn = (value: unknown, { Parameters = {} }: Template): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref } = value as { Ref?: string };
  return Parameters[Ref ?? '']?.Default ?? 'stand-in';
};

const readTemplate = (service: string): Template =>
  JSON.parse(
    readFileSync(
      join(repositoryRoot, 'services', service, '.serverless/cloudformation-template-update-stack.json'),
      'utf8',
    ),
  );

const functionsOf = async (service: string): Promise<readonly PackagedFunction[]> => {
  const folder = join(repositoryRoot, 'services', service);
  const { code, output } = await serverless('http://127.0.0.1:4566', ['package', '--stage', 'local'], folder);
  if (code !== 0) throw new Error(output);
  const template = readTemplate(service);
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => {
      const path = Properties.Handler.replace(/\.handler$/, '');
      const variables = Object.entries(Properties.Environment?.Variables ?? {});
      return {
        service,
        name: path.split('/').at(-1) ?? path,
        entry: join(folder, `${path}.ts`),
        memoryMb: Properties.MemorySize,
        environment: Object.fromEntries(variables.map(([name, value]) => [name, standIn(value, template)])),
      };
    });
};

/** Every function of every service, by the templates that are deployed. */
export const packagedFunctions = async (): Promise<readonly PackagedFunction[]> => {
  const found: PackagedFunction[] = [];
  for (const service of readdirSync(join(repositoryRoot, 'services'))) found.push(...(await functionsOf(service)));
  return found;
};
