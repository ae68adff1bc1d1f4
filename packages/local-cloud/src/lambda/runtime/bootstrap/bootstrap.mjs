/**
 * What runs inside the process of a function: the Node.js runtime of Lambda. Plain JavaScript, for stripping types
 * would cost every cold start some 35 ms.
 * Arguments: address of the Runtime API, nonce of the output frames, offset of the cloud's clock (see `clock.mjs`).
 */
import { followClock } from './clock.mjs';
import { createContext } from './context.mjs';
import { formatError, logError, NamedError } from './errors.mjs';
import { loadHandler } from './handler.mjs';
import { endInvocation, openOutput, patchConsole, setRequestId } from './output.mjs';
import { runHandler } from './run-handler.mjs';
import { connect } from './runtime-client.mjs';

const [runtimeApi, nonce, clock] = process.argv.splice(2);
followClock(clock);
openOutput(nonce);
patchConsole();

const client = await connect(runtimeApi);
let requestId;

/** Tells the Runtime API what went wrong and ends the process, as the runtime does after an error outside the handler. */
const die = (label, error, exitCode) => {
  logError(label, error);
  endInvocation();
  const body = JSON.stringify(formatError(error));
  const told = requestId === undefined ? client.failInit(body, error.name) : client.fail(requestId, body, error.name);
  told.then(() => process.exit(exitCode));
};

process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason, promise) => {
  const error = new NamedError('Runtime.UnhandledPromiseRejection', String(reason));
  error.reason = reason;
  error.promise = promise;
  die('Unhandled Promise Rejection', error, 128);
});

let handler;
try {
  handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
} catch (error) {
  die('Uncaught Exception', error, 129);
  await new Promise(() => {});
}

const answer = async (invocation) => {
  try {
    const { event, context } = createContext(invocation);
    return { body: await runHandler(handler, event, context, client) };
  } catch (error) {
    logError('Invoke Error', error);
    return { body: JSON.stringify(formatError(error)), errorType: formatError(error).errorType };
  }
};

let asked = client.next();
for (;;) {
  const invocation = await asked;
  requestId = invocation.headers['lambda-runtime-aws-request-id'];
  setRequestId(requestId);
  const { body, errorType } = await answer(invocation);
  endInvocation();
  const answered = requestId;
  requestId = undefined;
  if (errorType === undefined) client.respond(answered, body);
  else client.fail(answered, body, errorType);
  asked = client.next();
}
