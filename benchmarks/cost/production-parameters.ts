import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

type Values = Readonly<Record<string, unknown>>;

interface ServiceFile {
  readonly params?: Readonly<Record<string, Values>>;
}

/**
 * The parameters that the stage `prod` has otherwise than `local`, so that a run on the laptop batches and keeps as production does.
 * Protection against deletion costs nothing and is left as it is.
 */
export const productionParameters = ({ params = {} }: ServiceFile): Values => {
  const local: Values = { ...params['default'], ...params['local'] };
  const production: Values = { ...params['default'], ...params['prod'] };
  return Object.fromEntries(
    Object.entries(production).filter(([name, value]) => value !== local[name] && !name.startsWith('deletion')),
  );
};

export const readProductionParameters = (folder: string): Values =>
  productionParameters(
    parse(readFileSync(join(folder, 'serverless.yml'), 'utf8'), { logLevel: 'error' }) as ServiceFile,
  );
