import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';

/** A service of the checkout. */
export interface Service {
  /** What compose calls it. */
  readonly name: string;
  /** What the framework calls it: its stack is `<serviceName>-<stage>`. */
  readonly serviceName: string;
  readonly folder: string;
}

interface ComposeFile {
  readonly services: Readonly<
    Record<string, { readonly path: string; readonly dependsOn?: string | readonly string[] }>
  >;
}

/** What a service needs comes before it. @throws Error if services need one another in a circle, or one that is not there */
export const inOrder = ({ services }: ComposeFile): readonly string[] => {
  const ordered = new Set<string>();
  const add = (name: string, needing: readonly string[]): void => {
    if (ordered.has(name)) return;
    if (needing.includes(name)) throw new Error(`services need one another: ${[...needing, name].join(', ')}`);
    const service = services[name];
    if (service === undefined) throw new Error(`there is no service ${name}, which ${needing.at(-1)} depends on`);
    for (const other of [service.dependsOn ?? []].flat()) add(other, [...needing, name]);
    ordered.add(name);
  };
  for (const name of Object.keys(services)) add(name, []);
  return [...ordered];
};

const serviceNameIn = async (folder: string): Promise<string> => {
  const text = await readFile(join(folder, 'serverless.yml'), 'utf8');
  // Templates have tags of CloudFormation, which mean nothing here.
  const name = parseDocument(text, { logLevel: 'silent' }).get('service');
  if (typeof name !== 'string') throw new Error(`${folder}/serverless.yml does not say what its service is called`);
  return name;
};

/** The services that compose deploys, in an order in which it may. */
export const readServices = async (root: string): Promise<readonly Service[]> => {
  const compose = parse(await readFile(join(root, 'serverless-compose.yml'), 'utf8')) as ComposeFile;
  return Promise.all(
    inOrder(compose).map(async (name) => {
      const folder = join(root, compose.services[name]?.path ?? '');
      return { name, folder, serviceName: await serviceNameIn(folder) };
    }),
  );
};
