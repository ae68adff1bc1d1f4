import type {
  DeleteRuleRequest,
  DescribeRuleRequest,
  ListRuleNamesByTargetRequest,
  ListRulesRequest,
  ListTargetsByRuleRequest,
  PutRuleRequest,
  PutTargetsRequest,
  RemoveTargetsRequest,
  TestEventPatternRequest,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { compilePattern } from '../pattern/compile-pattern.ts';
import { isObject } from '../pattern/matcher.ts';
import { readSchedule } from '../schedule/schedule.ts';
import type { Scheduler } from '../schedule/scheduler.ts';
import { type EventsState, type Rule, ruleKey } from '../state.ts';
import { checkTarget, fifoFailure } from './check-target.ts';
import { page } from './page.ts';
import { tagMap } from './tag-operations.ts';
import { checkName, validationError } from './validation.ts';

const maxTargets = 5;

const checkRule = ({ EventPattern, ScheduleExpression, State }: PutRuleRequest, bus: string): void => {
  if (EventPattern === undefined && ScheduleExpression === undefined) {
    throw validationError('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (State !== undefined && State !== 'ENABLED' && State !== 'DISABLED') {
    throw validationError(`The state ${State} of a rule is not supported.`);
  }
  if (EventPattern !== undefined) compilePattern(EventPattern);
  if (ScheduleExpression === undefined) return;
  if (bus !== 'default') throw validationError('ScheduleExpression is supported only on the default event bus.');
  readSchedule(ScheduleExpression);
};

const readEvent = (text: string): object => {
  const required = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    event = undefined;
  }
  if (!isObject(event)) throw validationError('Parameter Event is not valid.');
  const lacks = required.find((name) => event[name] === undefined);
  if (lacks !== undefined) throw validationError(`Parameter Event is not valid. Reason: ${lacks} is missing.`);
  return event;
};

/** Rules, their targets, and TestEventPattern. */
export const ruleOperations = (
  state: EventsState,
  scheduler: Scheduler,
  { arn }: CloudContext,
): Readonly<Record<string, Operation>> => {
  const save = (rule: Rule): void => {
    state.rules.set(ruleKey(rule.bus, rule.name), rule);
    scheduler.changed(rule, ruleKey(rule.bus, rule.name));
  };
  const describe = (rule: Rule) => ({
    Name: rule.name,
    Arn: rule.arn,
    ...(rule.eventPattern === undefined ? {} : { EventPattern: rule.eventPattern }),
    ...(rule.scheduleExpression === undefined ? {} : { ScheduleExpression: rule.scheduleExpression }),
    State: rule.state,
    ...(rule.description === undefined ? {} : { Description: rule.description }),
    ...(rule.roleArn === undefined ? {} : { RoleArn: rule.roleArn }),
    EventBusName: rule.bus,
  });

  const putRule = (input: PutRuleRequest) => {
    const { Name: name = '', EventPattern, ScheduleExpression, State, Description, RoleArn, Tags } = input;
    checkName(name, 'name', 64);
    const { name: bus } = state.bus(input.EventBusName);
    checkRule(input, bus);
    const ruleArn = arn('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
    save({
      name,
      bus,
      arn: ruleArn,
      ...(EventPattern === undefined ? {} : { eventPattern: EventPattern }),
      ...(ScheduleExpression === undefined ? {} : { scheduleExpression: ScheduleExpression }),
      state: State === 'DISABLED' ? 'DISABLED' : 'ENABLED',
      ...(Description === undefined ? {} : { description: Description }),
      ...(RoleArn === undefined ? {} : { roleArn: RoleArn }),
      targets: state.rules.get(ruleKey(bus, name))?.targets ?? [],
    });
    if (Tags !== undefined) state.tags.set(ruleArn, tagMap(Tags));
    return { RuleArn: ruleArn };
  };

  const deleteRule = ({ Name = '', EventBusName }: DeleteRuleRequest) => {
    const { name: bus } = state.bus(EventBusName);
    const rule = state.rules.get(ruleKey(bus, Name));
    if (rule === undefined) return {};
    if (rule.targets.length > 0) throw validationError("Rule can't be deleted since it has targets.");
    state.rules.delete(ruleKey(bus, Name));
    state.tags.delete(rule.arn);
    scheduler.changed(undefined, ruleKey(bus, Name));
    return {};
  };

  const putTargets = ({ Rule: name = '', EventBusName, Targets = [] }: PutTargetsRequest) => {
    const rule = state.rule(name, EventBusName);
    for (const target of Targets) checkTarget(target);
    const failures = Targets.map(fifoFailure).filter((failure) => failure !== undefined);
    const failed = new Set(failures.map(({ TargetId }) => TargetId));
    const given = Targets.filter(({ Id }) => !failed.has(Id));
    const replaced = new Set(given.map(({ Id }) => Id));
    const targets = [...rule.targets.filter(({ Id }) => !replaced.has(Id)), ...given];
    if (targets.length > maxTargets) {
      throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
    }
    save({ ...rule, targets });
    return { FailedEntryCount: failures.length, FailedEntries: failures };
  };

  const removeTargets = ({ Rule: name = '', EventBusName, Ids = [] }: RemoveTargetsRequest) => {
    const rule = state.rule(name, EventBusName);
    save({ ...rule, targets: rule.targets.filter(({ Id = '' }) => !Ids.includes(Id)) });
    return { FailedEntryCount: 0, FailedEntries: [] };
  };

  const setState = (to: Rule['state']) =>
    operation(['Name', 'EventBusName'], ({ Name = '', EventBusName }: DescribeRuleRequest) => {
      save({ ...state.rule(Name, EventBusName), state: to });
      return {};
    });

  const listRules = (input: ListRulesRequest) => {
    const { name: bus } = state.bus(input.EventBusName);
    const found = state.rulesOf(bus).filter(({ name }) => name.startsWith(input.NamePrefix ?? ''));
    const { items, next } = page(found, ({ name }) => name, input);
    return { Rules: items.map(describe), ...next };
  };

  const listTargets = (input: ListTargetsByRuleRequest) => {
    const { targets } = state.rule(input.Rule ?? '', input.EventBusName);
    const { items, next } = page(targets, ({ Id = '' }) => Id, input);
    return { Targets: items, ...next };
  };

  const listNames = (input: ListRuleNamesByTargetRequest) => {
    const { name: bus } = state.bus(input.EventBusName);
    const found = state.rulesOf(bus).filter(({ targets }) => targets.some(({ Arn }) => Arn === input.TargetArn));
    const { items, next } = page(found, ({ name }) => name, input);
    return { RuleNames: items.map(({ name }) => name), ...next };
  };

  return {
    PutRule: operation(
      ['Name', 'ScheduleExpression', 'EventPattern', 'State', 'Description', 'RoleArn', 'Tags', 'EventBusName'],
      putRule,
    ),
    // Force matters only to rules that AWS services manage, of which there are none.
    DeleteRule: operation(['Name', 'EventBusName', 'Force'], deleteRule),
    DescribeRule: operation(['Name', 'EventBusName'], ({ Name = '', EventBusName }: DescribeRuleRequest) =>
      describe(state.rule(Name, EventBusName)),
    ),
    EnableRule: setState('ENABLED'),
    DisableRule: setState('DISABLED'),
    ListRules: operation(['NamePrefix', 'EventBusName', 'NextToken', 'Limit'], listRules),
    PutTargets: operation(['Rule', 'EventBusName', 'Targets'], putTargets),
    RemoveTargets: operation(['Rule', 'EventBusName', 'Ids', 'Force'], removeTargets),
    ListTargetsByRule: operation(['Rule', 'EventBusName', 'NextToken', 'Limit'], listTargets),
    ListRuleNamesByTarget: operation(['TargetArn', 'EventBusName', 'NextToken', 'Limit'], listNames),
    TestEventPattern: operation(
      ['EventPattern', 'Event'],
      ({ EventPattern = '', Event = '' }: TestEventPatternRequest) => ({
        Result: compilePattern(EventPattern)(readEvent(Event)),
      }),
    ),
  };
};
