import { compileRule, type RuleWithPorts, SqlError, type SqlPorts, type SqlVersion } from '@signalbox/iot-sql';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { ActionContext, RuleAction } from './actions/action.ts';
import { sqlError } from './actions/field.ts';
import { type ActionDefinition, compileAction } from './actions/registry.ts';

/** A rule as in the API (TopicRulePayload). */
export interface TopicRulePayload {
  readonly sql: string;
  readonly description?: string;
  readonly actions: readonly ActionDefinition[];
  readonly ruleDisabled?: boolean;
  readonly awsIotSqlVersion?: string;
  readonly errorAction?: ActionDefinition;
}

/** A rule as stored. */
export interface TopicRuleDefinition extends TopicRulePayload {
  readonly ruleName: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface CompiledTopicRule {
  readonly definition: TopicRuleDefinition;
  readonly sql: RuleWithPorts;
  readonly actions: readonly RuleAction[];
  readonly errorAction: RuleAction | undefined;
}

const ACCEPTS = ['sql', 'description', 'actions', 'ruleDisabled', 'awsIotSqlVersion', 'errorAction'];
const MAX_ACTIONS = 10;
const RULE_NAME = /^[a-zA-Z0-9_]{1,128}$/;

/**
 * Checks and compiles a rule. Without a version SQL is that of 2015-10-08.
 *
 * @throws AwsError InvalidRequestException, SqlParseException; UnsupportedError for what the embedded cloud lacks, by name
 */
export function compileTopicRule(
  definition: TopicRuleDefinition,
  context: Omit<ActionContext, 'ruleName' | 'sqlVersion' | 'variables' | 'isErrorAction'>,
): CompiledTopicRule {
  const { ruleName, actions, errorAction } = definition;
  if (!RULE_NAME.test(ruleName)) throw invalid(`Rule name ${ruleName} must match [a-zA-Z0-9_]{1,128}`);
  const sqlVersion = versionOf(definition.awsIotSqlVersion);
  const sql = compileSql(definition.sql, sqlVersion, context.functions);
  const actionContext = { ...context, ruleName, sqlVersion, variables: sql.variables, isErrorAction: false };
  return {
    definition,
    sql,
    actions: actions.map((action) => compileAction(action, actionContext)),
    errorAction:
      errorAction === undefined ? undefined : compileAction(errorAction, { ...actionContext, isErrorAction: true }),
  };
}

/** @throws AwsError InvalidRequestException; UnsupportedError */
export function checkPayload(payload: unknown): TopicRulePayload {
  if (typeof payload !== 'object' || payload === null) throw invalid('topicRulePayload must be an object');
  const stranger = Object.keys(payload).find((name) => !ACCEPTS.includes(name));
  if (stranger !== undefined) throw new UnsupportedError(`the member topicRulePayload.${stranger}`);
  const { sql, actions } = payload as Partial<TopicRulePayload>;
  if (typeof sql !== 'string') throw invalid('sql must be given');
  if (!Array.isArray(actions) || actions.length > MAX_ACTIONS)
    throw invalid(`actions must be a list of at most ${MAX_ACTIONS}`);
  return payload as TopicRulePayload;
}

function versionOf(version: string | undefined): SqlVersion {
  if (version === undefined) return '2015-10-08';
  if (version === '2015-10-08' || version === '2016-03-23') return version;
  if (version === 'beta') throw new UnsupportedError('awsIotSqlVersion beta');
  throw invalid(`awsIotSqlVersion ${version} does not exist`);
}

function compileSql(sql: string, version: SqlVersion, ports: SqlPorts): RuleWithPorts {
  try {
    return compileRule(sql, { version, ports });
  } catch (error) {
    if (error instanceof SqlError) throw sqlError(error);
    throw error;
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}
