import type { Target } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { Table } from '../kernel/table.ts';
import { compilePattern } from './pattern/compile-pattern.ts';

export interface Bus {
  readonly name: string;
  readonly description?: string;
  readonly kmsKeyIdentifier?: string;
  /** Statements by their id. */
  readonly policy: readonly Readonly<Record<string, unknown>>[];
  /** Epoch ms. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface Rule {
  readonly name: string;
  readonly bus: string;
  readonly arn: string;
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly description?: string;
  readonly roleArn?: string;
  readonly targets: readonly Target[];
}

/** What EventBridge keeps: buses, rules with their targets, tags. */
export interface EventsState {
  readonly buses: Table<Bus>;
  /** By {@link ruleKey}. */
  readonly rules: Table<Rule>;
  /** By ARN. */
  readonly tags: Table<Readonly<Record<string, string>>>;
  readonly busArn: (name: string) => string;
  /** @param nameOrArn the default bus if undefined. @throws AwsError ResourceNotFoundException */
  bus(nameOrArn: string | undefined): Bus;
  /** @throws AwsError ResourceNotFoundException */
  rule(name: string, busNameOrArn: string | undefined): Rule;
  rulesOf(bus: string): readonly Rule[];
  /** The enabled rules of a bus whose pattern the event fits. */
  matching(bus: string, event: object): readonly Rule[];
}

export const ruleKey = (bus: string, name: string): string => `${bus}\n${name}`;

const nameOfBus = (nameOrArn: string | undefined): string => nameOrArn?.split(':event-bus/').at(-1) ?? 'default';

export const openState = ({ storage, arn, clock }: CloudContext): EventsState => {
  const buses = storage.table<Bus>('events-buses');
  const rules = storage.table<Rule>('events-rules');
  const compiled = new Map<string, (event: object) => boolean>();
  if (!buses.has('default')) {
    buses.set('default', { name: 'default', policy: [], createdAt: clock.now(), modifiedAt: clock.now() });
  }
  const test = (pattern: string): ((event: object) => boolean) => {
    const known = compiled.get(pattern) ?? compilePattern(pattern);
    compiled.set(pattern, known);
    return known;
  };
  const bus: EventsState['bus'] = (nameOrArn) => {
    const name = nameOfBus(nameOrArn);
    const found = buses.get(name);
    if (found === undefined) {
      throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
    }
    return found;
  };
  const rulesOf = (name: string) => [...rules.values()].filter((rule) => rule.bus === name);
  return {
    buses,
    rules,
    tags: storage.table('events-tags'),
    busArn: (name) => arn('events', `event-bus/${name}`),
    bus,
    rule: (name, busNameOrArn) => {
      const { name: busName } = bus(busNameOrArn);
      const found = rules.get(ruleKey(busName, name));
      if (found === undefined) {
        throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${busName}.`);
      }
      return found;
    },
    rulesOf,
    matching: (name, event) =>
      rulesOf(name).filter(
        ({ state, eventPattern }) => state === 'ENABLED' && eventPattern !== undefined && test(eventPattern)(event),
      ),
  };
};
