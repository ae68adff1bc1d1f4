import { buffer } from 'node:stream/consumers';
import { createContext, Script } from 'node:vm';
import { GetFunctionCommand, LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import type { RuleSet } from '@signalbox/decision-engine';
import { fromBufferPromise } from 'yauzl';
import { namesOf } from '../names.ts';
import { Problem } from '../problem.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

/** In the package of `decide` (services/decisions/README.md). */
const bundlePath = 'generated/decision-bundle.cjs';

/** The decision bundle in a zip; undefined if there is none. */
const bundleIn = async (zip: ArrayBuffer): Promise<string | undefined> => {
  const archive = await fromBufferPromise(Buffer.from(zip), { lazyEntries: true });
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName === bundlePath) return (await buffer(await archive.openReadStreamPromise(entry))).toString();
  }
  return undefined;
};

/** The bundle needs nothing but ECMAScript to be loaded, and gets nothing else. */
const ruleSetOf = (bundle: string): RuleSet => {
  const module = { exports: { ruleSet: '' } };
  const load = new Script(`(function (module, exports) {${bundle}\n})`).runInContext(
    createContext(Object.create(null)),
  );
  load(module, module.exports);
  return JSON.parse(module.exports.ruleSet) as RuleSet;
};

const packageUrl = async (target: Target): Promise<string | undefined> => {
  const client = guarded((settings) => new LambdaClient(settings), target);
  const FunctionName = namesOf(target.stage).decideFunction;
  try {
    return (await client.send(new GetFunctionCommand({ FunctionName, Qualifier: 'live' }))).Code?.Location;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
};

/**
 * The rules that the deployed `decide` brought with it: those that decide as long as nothing was released.
 * @throws Problem `not-found` if none is deployed, or one from before there were decision bundles
 */
export const bundledRules = async (target: Target): Promise<RuleSet> => {
  const url = await packageUrl(target);
  const bundle = url === undefined ? undefined : await bundleIn(await (await fetch(url)).arrayBuffer());
  if (bundle === undefined) throw new Problem('not-found', `no rules are deployed at stage ${target.stage}`);
  return ruleSetOf(bundle);
};
