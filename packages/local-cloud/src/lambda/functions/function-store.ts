import type { Storage } from '../../kernel/storage.ts';
import type { Table } from '../../kernel/table.ts';
import type { Alias, EventInvokeConfig, FunctionEntry, FunctionVersion, Policy } from './function-record.ts';

/** Functions and what belongs to them. Every key but an entry's is `<function>:<version, alias or $LATEST>`. */
export interface FunctionStore {
  readonly entries: Table<FunctionEntry>;
  readonly versions: Table<FunctionVersion>;
  readonly aliases: Table<Alias>;
  readonly policies: Table<Policy>;
  readonly invokeConfigs: Table<EventInvokeConfig>;
}

export const latest = '$LATEST';

export const keyOf = (functionName: string, qualifier = latest): string => `${functionName}:${qualifier}`;

export const createFunctionStore = (storage: Storage): FunctionStore => ({
  entries: storage.table('lambda-functions'),
  versions: storage.table('lambda-versions'),
  aliases: storage.table('lambda-aliases'),
  policies: storage.table('lambda-policies'),
  invokeConfigs: storage.table('lambda-event-invoke-configs'),
});

/** Published versions in the order of their publication. */
export const publishedVersions = (store: FunctionStore, functionName: string): readonly FunctionVersion[] =>
  [...store.versions.values()]
    .filter((each) => each.functionName === functionName && each.version !== latest)
    .sort((a, b) => Number(a.version) - Number(b.version));

export const aliasesOf = (store: FunctionStore, functionName: string): readonly Alias[] =>
  [...store.aliases.values()].filter((each) => each.functionName === functionName);
