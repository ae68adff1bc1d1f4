import { randomUUID } from 'node:crypto';
import { Message, type MqttProperties, TopicFilterIndex } from '@signalbox/iot-sql';
import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { Table } from '../../kernel/table.ts';
import type { BrokerMessage } from '../message.ts';
import type { IotMetrics } from '../metrics.ts';
import type { Arrival } from './actions/action.ts';
import { externalFunctions, type FunctionSources } from './functions/external-functions.ts';
import { RuleLog } from './rule-log.ts';
import { RuleRoles } from './rule-roles.ts';
import { RuleRunner } from './rule-runner.ts';
import { checkPayload, compileTopicRule, type TopicRuleDefinition } from './topic-rule.ts';

/** A rule that republishes to itself goes on, as on AWS, but from here on nobody waits for it. */
const MAX_AWAITED_REPUBLISHES = 8;

type RuleParts = Pick<FunctionSources, 'registry' | 'shadows'>;
type Publish = (message: BrokerMessage) => Promise<void> | undefined;

/** The topic rules of the account: stored, compiled, and run on every message that one of them matches. */
export class RuleEngine {
  readonly #context: CloudContext;
  readonly #metrics: IotMetrics;
  readonly #log: RuleLog;
  readonly #table: Table<TopicRuleDefinition>;
  readonly #publish: Publish;
  readonly #sources: FunctionSources;
  readonly #runners = new Map<string, RuleRunner>();
  #index = new TopicFilterIndex<RuleRunner>();

  constructor(context: CloudContext, metrics: IotMetrics, parts: RuleParts, publish: Publish) {
    this.#context = context;
    this.#sources = { cloud: context, metrics, roles: new RuleRoles(context), ...parts };
    this.#metrics = metrics;
    this.#publish = publish;
    this.#log = new RuleLog(context);
    this.#table = context.storage.table<TopicRuleDefinition>('iot-topic-rules');
    for (const definition of this.#table.values()) this.#runners.set(definition.ruleName, this.#build(definition));
    this.#reindex();
  }

  /** Runs every enabled rule whose topic filter matches. */
  run(message: BrokerMessage): Promise<void> | undefined {
    const runners = this.#index.match(message.topic);
    if (runners.length === 0) return undefined;
    const works = runAll(runners, this.#arrival(message));
    if (works.length <= 1) return works[0];
    return Promise.all(works).then(() => undefined);
  }

  /** Basic Ingest: only this rule runs, whatever its topic filter says. */
  runOne(ruleName: string, message: BrokerMessage): Promise<void> | undefined {
    const runner = this.#runners.get(ruleName);
    if (runner !== undefined && runner.rule.definition.ruleDisabled !== true) {
      return runner.run(this.#arrival(message));
    }
    const { topic, clientId, source, traceId = randomUUID() } = message;
    this.#metrics.counter('RuleNotFound', { RuleName: ruleName }).add();
    this.#log.failure({
      eventType: 'RuleNotFound',
      ruleName,
      traceId,
      message: { topic, clientId, principal: source?.principal },
      reason: 'RuleNotFound',
      details: `Rule ${ruleName} does not exist or is disabled`,
    });
    return undefined;
  }

  get(ruleName: string): TopicRuleDefinition | undefined {
    return this.#table.get(ruleName);
  }

  /** With the topic filter of each. */
  list(): { definition: TopicRuleDefinition; topicFilter: string | undefined }[] {
    return [...this.#runners.values()].map(({ rule }) => ({
      definition: rule.definition,
      topicFilter: rule.sql.topicFilter,
    }));
  }

  /** @throws AwsError InvalidRequestException, SqlParseException, ResourceAlreadyExistsException; UnsupportedError */
  create(ruleName: string, payload: unknown, tags: Readonly<Record<string, string>> = {}): TopicRuleDefinition {
    if (this.#table.has(ruleName)) {
      const members = { resourceId: ruleName, resourceArn: this.arn(ruleName) };
      throw new AwsError('ResourceAlreadyExistsException', `Rule already exists, name: ${ruleName}`, {
        status: 409,
        members,
      });
    }
    const createdAt = this.#context.clock.now();
    return this.#saveChecked({ ...checkPayload(payload), ruleName, createdAt, tags });
  }

  /** @throws AwsError UnauthorizedException (AWS's answer for a rule that is not there), SqlParseException, …; UnsupportedError */
  replace(ruleName: string, payload: unknown, tags?: Readonly<Record<string, string>>): TopicRuleDefinition {
    const existing = this.require(ruleName);
    const { createdAt } = existing;
    return this.#saveChecked({ ...checkPayload(payload), ruleName, createdAt, tags: tags ?? existing.tags ?? {} });
  }

  setDisabled(ruleName: string, ruleDisabled: boolean): void {
    this.#save({ ...this.require(ruleName), ruleDisabled });
  }

  /** A rule that is not there is no error. */
  delete(ruleName: string): void {
    this.#table.delete(ruleName);
    this.#runners.delete(ruleName);
    this.#reindex();
  }

  arn(ruleName: string): string {
    return this.#context.arn('iot', `rule/${ruleName}`);
  }

  require(ruleName: string): TopicRuleDefinition {
    const definition = this.#table.get(ruleName);
    if (definition !== undefined) return definition;
    throw new AwsError('UnauthorizedException', `Access to topic rule '${ruleName}' was denied`, { status: 401 });
  }

  #saveChecked(definition: TopicRuleDefinition): TopicRuleDefinition {
    const runner = this.#build(definition);
    const { sql, actions, errorAction = {} } = definition;
    this.#sources.roles.checkAll({ sql, actions, errorAction });
    return this.#save(definition, runner);
  }

  #save(definition: TopicRuleDefinition, runner = this.#build(definition)): TopicRuleDefinition {
    this.#table.set(definition.ruleName, definition);
    this.#runners.set(definition.ruleName, runner);
    this.#reindex();
    return definition;
  }

  #build(definition: TopicRuleDefinition): RuleRunner {
    const { ruleName } = definition;
    const ruleArn = this.arn(ruleName);
    const context = {
      cloud: this.#context,
      ruleArn,
      functions: externalFunctions(this.#sources, ruleName, ruleArn),
      republish: (message: BrokerMessage) => this.#republish(message),
    };
    return new RuleRunner(compileTopicRule(definition, context), this.#context, this.#metrics, this.#log);
  }

  async #republish(message: BrokerMessage): Promise<void> {
    if ((message.republished ?? 0) < MAX_AWAITED_REPUBLISHES) await this.#publish(message);
    else
      setImmediate(
        () => void this.#publish(message)?.catch((error) => this.#context.log.error('republish', { error })),
      );
  }

  #reindex(): void {
    this.#index = new TopicFilterIndex();
    for (const runner of this.#runners.values()) {
      const { definition, sql } = runner.rule;
      if (definition.ruleDisabled !== true && sql.topicFilter !== undefined) this.#index.add(sql.topicFilter, runner);
    }
  }

  #arrival(published: BrokerMessage): Arrival {
    const { topic, payload, clientId, source, traceId = randomUUID(), republished = 0 } = published;
    const message = new Message({
      topic,
      payload,
      clientId,
      receivedAt: this.#context.clock.now(),
      accountId: this.#context.accountId,
      principal: source?.principal,
      sourceIp: source?.sourceIp,
      // Only MQTT messages have one that SQL sees.
      traceId: clientId === undefined ? undefined : traceId,
      mqttProperties: mqttPropertiesOf(published),
    });
    return { message, traceId, republished };
  }
}

function mqttPropertiesOf({ mqttProperties, userProperties }: BrokerMessage): MqttProperties | undefined {
  if (userProperties === undefined) return mqttProperties;
  return { ...mqttProperties, userProperties: userProperties.flatMap((each) => Object.entries(each)) };
}

function runAll(runners: readonly RuleRunner[], arrival: Arrival): Promise<void>[] {
  return runners.map((runner) => runner.run(arrival)).filter((work) => work !== undefined);
}
