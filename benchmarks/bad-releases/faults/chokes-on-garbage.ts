import { type Fault, replace } from '../change.ts';

/** Good records pass; one that is not JSON stops what comes behind it. */
export const chokesOnGarbage: Fault = {
  title: 'chokes on a payload that is no JSON',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'packages/contracts/src/parse-json.ts',
      "    return reject('NOT_JSON', error instanceof SyntaxError ? error.message : 'not UTF-8');",
      "    if (error instanceof SyntaxError) throw error;\n    return reject('NOT_JSON', 'not UTF-8');",
    ),
  ],
};
