import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { clientSettings } from './client-settings.ts';

/** What became of a function's alias while it was watched. */
export interface AliasHistory {
  /** The version before. */
  readonly before: string;
  /** Most of the invocations that another version had, percent. */
  readonly mostPercent: number;
  /** When another version had a part, epoch ms of the cloud: from the first such moment to the last. */
  readonly from?: number;
  readonly to?: number;
  /** Whether the version before, or its like, has it all at the end. */
  readonly isBack: boolean;
}

interface Watched extends AliasHistory {
  /** Whether each version that was seen does as the one before: a rollback publishes the old package under a new number. */
  readonly same: Readonly<Record<string, boolean>>;
}

export interface AliasWatch {
  /** May be called again. */
  stop(): Promise<ReadonlyMap<string, AliasHistory>>;
}

const alias = 'live';
const everyMs = 100;

type Shares = Readonly<Record<string, number>>;

/** What each version that the alias leads to gets, parts of 1. */
const sharesOf = (version: string, weights: Shares): Shares => {
  const rest = 1 - Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return { ...weights, [version]: rest };
};

/** Watches the aliases of all functions of stage local. */
export const watchAliases = async (endpoint: string, now: () => number): Promise<AliasWatch> => {
  const client = new LambdaClient(clientSettings(endpoint));
  const histories = new Map<string, Watched>();

  /** What a version is made of, as text to compare. */
  const contentOf = async (FunctionName: string, Qualifier: string): Promise<string> => {
    const { CodeSha256, Environment, MemorySize, Role, Timeout } = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName, Qualifier }),
    );
    return JSON.stringify([CodeSha256, Environment, MemorySize, Role, Timeout]);
  };

  const compared = async (FunctionName: string, { before, same }: Watched, version: string) => {
    if (same[version] !== undefined) return same;
    const [old, other] = await Promise.all([contentOf(FunctionName, before), contentOf(FunctionName, version)]);
    return { ...same, [version]: old === other };
  };

  const look = async (FunctionName: string): Promise<void> => {
    const { FunctionVersion = '', RoutingConfig } = await client.send(
      new GetAliasCommand({ FunctionName, Name: alias }),
    );
    const first = { before: FunctionVersion, same: { [FunctionVersion]: true }, mostPercent: 0, isBack: true };
    const known: Watched = histories.get(FunctionName) ?? first;
    const shares = sharesOf(FunctionVersion, RoutingConfig?.AdditionalVersionWeights ?? {});
    let same = known.same;
    for (const version of Object.keys(shares)) same = await compared(FunctionName, { ...known, same }, version);
    const others = Object.entries(shares).filter(([version]) => !same[version]);
    const percent = Math.round(100 * others.reduce((sum, [, share]) => sum + share, 0));
    const at = now();
    const from = known.from ?? (percent > 0 ? at : undefined);
    histories.set(FunctionName, {
      ...known,
      ...{ same, mostPercent: Math.max(known.mostPercent, percent), isBack: percent === 0 },
      ...(from !== undefined && { from }),
      ...(percent > 0 && { to: at }),
    });
  };

  const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
  const names: string[] = [];
  for (const { FunctionName = '' } of Functions) {
    try {
      await look(FunctionName);
      names.push(FunctionName);
    } catch (error) {
      // A hook has no alias.
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  }
  let going = true;
  const watch = async (): Promise<void> => {
    while (going) {
      await Promise.all(names.map(look));
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  };
  // What is wrong is said when the watch ends: until then nobody waits for it.
  const watching = watch().then(
    () => undefined,
    (error: unknown) => error,
  );
  const end = async (): Promise<ReadonlyMap<string, AliasHistory>> => {
    going = false;
    const problem = await watching;
    client.destroy();
    if (problem !== undefined) throw problem;
    return histories;
  };
  let ended: ReturnType<typeof end> | undefined;
  return {
    stop: () => {
      ended ??= end();
      return ended;
    },
  };
};
