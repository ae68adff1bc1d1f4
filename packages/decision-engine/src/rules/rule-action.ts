import type { DecidedCommand, Notification } from '@signalbox/contracts';
import { compileJsonTemplate, compileTextTemplate, type RuleNames, type RuleScope } from '../rule-expression/index.ts';
import { shortened } from '../shortened.ts';
import type { RuleAction } from './rule.ts';

/** As many characters as a notification may have (contracts, `notificationSchema`). */
const maxSubject = 100;
const maxMessage = 4096;

/** An action whose templates are compiled. */
export interface CompiledAction {
  /** Metrics that it is computed from; those in `last(…)` are not among them. */
  readonly metrics: readonly string[];
  readonly lastMetrics: readonly string[];
  readonly usesTime: boolean;
  /** @throws {Error} a value of a command is unknown */
  readonly perform: (scope: RuleScope) => { command: DecidedCommand } | { notification: Notification };
}

type JsonTemplate = ReturnType<typeof compileJsonTemplate>;

/** Whether every reading gives the same. */
const isConstant = ({ lastMetrics, metrics, properties, settings }: JsonTemplate): boolean =>
  [lastMetrics, metrics, properties, settings].every((names) => names.length === 0);

const commandOf = ({ expiresInMs, name }: Command, parameters: ReturnType<JsonTemplate['render']>): DecidedCommand => {
  if (parameters === undefined) throw new Error(`a parameter of the command ${name} is unknown`);
  const command = { name, parameters: parameters as DecidedCommand['parameters'] };
  return expiresInMs === undefined ? command : { ...command, expiresInMs };
};

const nowhere: RuleScope = { metrics: {}, last: {}, settings: {}, deviceId: '', fleet: '', deviceType: '', time: 0 };

const compileCommand = (command: Command, names: RuleNames): CompiledAction => {
  const template = compileJsonTemplate(command.parameters, names);
  const { lastMetrics, metrics, properties, render } = template;
  const constant = isConstant(template) ? { command: commandOf(command, render(nowhere)) } : undefined;
  return {
    ...{ metrics, lastMetrics, usesTime: properties.includes('time') },
    perform: (scope) => constant ?? { command: commandOf(command, render(scope)) },
  };
};

type Command = Extract<RuleAction, { command: unknown }>['command'];
type Telling = Extract<RuleAction, { notification: unknown }>['notification'];

const compileNotification = ({ message, subject }: Telling, names: RuleNames): CompiledAction => {
  const body = compileTextTemplate(message, names);
  const head = subject === undefined ? undefined : compileTextTemplate(subject, names);
  const used = head ? [body, head] : [body];
  return {
    metrics: used.flatMap(({ metrics }) => metrics),
    lastMetrics: used.flatMap(({ lastMetrics }) => lastMetrics),
    usesTime: used.some(({ properties }) => properties.includes('time')),
    perform: (scope) => {
      const title = head?.render(scope);
      const notification = { message: shortened(body.render(scope), maxMessage) || ' ' };
      return { notification: title ? { ...notification, subject: shortened(title, maxSubject) } : notification };
    },
  };
};

/** @throws {RuleExpressionError} a template does not compile */
export const compileAction = (action: RuleAction, names: RuleNames): CompiledAction =>
  'command' in action ? compileCommand(action.command, names) : compileNotification(action.notification, names);
