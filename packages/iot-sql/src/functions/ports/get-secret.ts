import { EvaluationFailure } from '../../evaluation-failure.ts';
import type { SecretValue } from '../../ports/sql-ports.ts';
import { parsePayload } from '../../values/payload-json.ts';
import { isObject, type SqlObject, type SqlValue } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';
import { stringArguments } from './port-arguments.ts';
import { requirePort } from './require-port.ts';

type SecretType = 'SecretString' | 'SecretBinary';

/**
 * `get_secret(secretId, secretType[, key], roleArn)`: the secret, or the value of a key of a secret that is a JSON object. It fails for
 * a key of any other secret, and where there is no secret.
 */
export const getSecret: SqlFunction = {
  name: 'get_secret',
  arity: [3, 4],
  since2016: true,
  compile: ({ node, args, context }) => {
    const port = requirePort('get_secret', context, node);
    return (message) => {
      const texts = stringArguments(args, message) ?? [];
      const [secretId, secretType] = texts;
      const roleArn = texts.at(-1);
      const key = texts.length === 4 ? texts[2] : undefined;
      if (secretId === undefined || roleArn === undefined || !isSecretType(secretType)) return undefined;
      const request = { secretId, secretType, roleArn };
      const secret = context.session.ask('get_secret', request, () => port(request));
      return secretType === 'SecretString' ? readString(secret, key) : readBinary(secret, key);
    };
  },
};

function isSecretType(text: string | undefined): text is SecretType {
  return text === 'SecretString' || text === 'SecretBinary';
}

/** @throws EvaluationFailure FUNCTION_FAILED */
function readString(secret: SecretValue | undefined, key: string | undefined): SqlValue {
  if (secret === undefined || !('secretString' in secret)) throw failure('there is no SecretString');
  const object = readObject(secret.secretString);
  if (key === undefined) return object ?? secret.secretString;
  if (object === undefined) throw failure('a key is asked of a secret that is not a JSON object');
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function readBinary(secret: SecretValue | undefined, key: string | undefined): SqlValue {
  if (secret === undefined || !('secretBinary' in secret)) throw failure('there is no SecretBinary');
  if (key !== undefined) throw failure('a key is asked of a binary secret');
  return Buffer.from(secret.secretBinary).toString('base64');
}

function readObject(text: string): SqlObject | undefined {
  try {
    const value = parsePayload(Buffer.from(text));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function failure(detail: string): EvaluationFailure {
  return new EvaluationFailure('FUNCTION_FAILED', `get_secret(): ${detail}`);
}
