import { NamedError } from './errors.mjs';

const write = (result) => {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch (cause) {
    throw new NamedError('Runtime.JSONStringifyError', 'Unable to stringify response body', cause);
  }
};

/** Callback style (up to Node.js 22): the answer waits until nothing is left to do, unless the function says otherwise. */
const runWithCallback = (handler, event, context, client) =>
  new Promise((resolve, reject) => {
    let settle = () => resolve(null);
    const finish = () => {
      process.off('beforeExit', finish);
      client.hold(true);
      settle();
    };
    const callback = (error, result) => {
      settle = error ? () => reject(error) : () => resolve(result);
      if (error || !context.callbackWaitsForEmptyEventLoop) finish();
    };
    process.on('beforeExit', finish);
    client.hold(false);
    context.done = callback;
    context.fail = (error) => callback(error ?? 'handled');
    context.succeed = (result) => callback(null, result);
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function')
      returned.then((result) => resolve(result), reject).finally(() => client.hold(true));
  });

/** Runs the handler. @returns {Promise<string>} the result as JSON */
export const runHandler = async (handler, event, context, client) => {
  const isCallbackStyle = handler.length >= 3;
  return write(await (isCallbackStyle ? runWithCallback(handler, event, context, client) : handler(event, context)));
};
