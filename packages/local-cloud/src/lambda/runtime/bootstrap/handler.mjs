import { NamedError } from './errors.mjs';

const { existsSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { join, resolve } = process.getBuiltinModule('node:path');
const { pathToFileURL } = process.getBuiltinModule('node:url');

const importFile = async (taskRoot, folder, name) => {
  const file = ['', '.js', '.mjs', '.cjs']
    .map((extension) => `${resolve(taskRoot, folder, name)}${extension}`)
    .find((each) => existsSync(each));
  if (file !== undefined) return import(pathToFileURL(file).href);
  const require = createRequire(join(taskRoot, 'handler.js'));
  return require(require.resolve(name, { paths: [taskRoot, join(taskRoot, folder)] }));
};

const importModule = async (taskRoot, folder, name) => {
  try {
    return await importFile(taskRoot, folder, name);
  } catch (error) {
    if (error instanceof SyntaxError) throw new NamedError('Runtime.UserCodeSyntaxError', String(error), error);
    const isMissing = error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND';
    throw isMissing ? new NamedError('Runtime.ImportModuleError', String(error), error) : error;
  }
};

const exported = (module, name) => name.split('.').reduce((from, key) => from?.[key], module);

const refuseCallbacks = (handler) => {
  const runtime = /^AWS_Lambda_nodejs(\d+)\.x$/.exec(process.env.AWS_EXECUTION_ENV ?? '')?.[1];
  if (handler.length < 3 || Number(runtime) < 24) return;
  throw new NamedError(
    'Runtime.CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  );
};

/**
 * Finds the function that `handler` names (`<folders>/<module>.<export>`) under the unpacked code.
 * Errors are those of https://github.com/aws/aws-lambda-nodejs-runtime-interface-client.
 */
export const loadHandler = async (taskRoot, handler) => {
  if (handler.includes('..')) {
    throw new NamedError(
      'Runtime.MalformedHandlerName',
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const [, folder = '', moduleName, exportName] = /^(.*\/)?([^./]+)\.(.+)$/.exec(handler) ?? [];
  if (moduleName === undefined) throw new NamedError('Runtime.MalformedHandlerName', 'Bad handler');
  const module = await importModule(taskRoot, folder, moduleName);
  const found = exported(module, exportName) ?? exported(module.default, exportName);
  if (!found) throw new NamedError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new NamedError('Runtime.HandlerNotFound', `${handler} is not a function`);
  refuseCallbacks(found);
  return found;
};
