import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));

const ajv = new Ajv({ code: { source: true, esm: true }, strict: true, allowUnionTypes: true });

// ajv writes its few helpers as `require(...)`, also in a module: bundling puts them in place.
const inlineHelpers = async (contents: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: packageRoot },
    absWorkingDir: packageRoot,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node24',
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
};

/** The source of a module whose default export validates against `schema`, and which imports nothing. */
export const validatorCode = (schema: object): Promise<string> =>
  inlineHelpers(standaloneCode.default(ajv, ajv.compile(schema)));

/** Validates in this process, for what the build itself reads. */
export const validateWith = (schema: object) => ajv.compile(schema);
