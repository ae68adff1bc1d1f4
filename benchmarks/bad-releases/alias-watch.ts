import { GetAliasCommand, LambdaClient, ListFunctionsCommand, ResourceNotFoundException } from '@aws-sdk/client-lambda';
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
  /** Whether the version before has it all at the end. */
  readonly isBack: boolean;
}

export interface AliasWatch {
  /** May be called again. */
  stop(): Promise<ReadonlyMap<string, AliasHistory>>;
}

const alias = 'live';
const everyMs = 100;

/** What another version than `before` gets, percent. */
const shareOfOthers = (before: string, version: string, weights: Readonly<Record<string, number>>): number => {
  const others = Object.entries(weights).filter(([other]) => other !== before);
  const weighted = others.reduce((sum, [, weight]) => sum + weight, 0);
  const rest = 1 - Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return Math.round(100 * (version === before ? weighted : weighted + rest));
};

/** Watches the aliases of all functions of stage local. */
export const watchAliases = async (endpoint: string, now: () => number): Promise<AliasWatch> => {
  const client = new LambdaClient(clientSettings(endpoint));
  const histories = new Map<string, AliasHistory>();

  const look = async (FunctionName: string): Promise<void> => {
    const { FunctionVersion = '', RoutingConfig } = await client.send(
      new GetAliasCommand({ FunctionName, Name: alias }),
    );
    const known = histories.get(FunctionName) ?? { before: FunctionVersion, mostPercent: 0, isBack: true };
    const percent = shareOfOthers(known.before, FunctionVersion, RoutingConfig?.AdditionalVersionWeights ?? {});
    const at = now();
    const from = known.from ?? (percent > 0 ? at : undefined);
    histories.set(FunctionName, {
      ...known,
      ...{ mostPercent: Math.max(known.mostPercent, percent), isBack: percent === 0 },
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
