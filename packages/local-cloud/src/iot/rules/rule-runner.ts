import type { EvaluationFailure, EvaluationFailureCode, RuleResult } from '@signalbox/iot-sql';
import type { CloudContext } from '../../kernel/context.ts';
import type { Counter, IotMetrics } from '../metrics.ts';
import type { ActionEvent, Arrival, RuleAction } from './actions/action.ts';
import { askAll } from './actions/field.ts';
import { type ActionFailure, errorDocument, reasonOf } from './error-document.ts';
import type { RuleLog } from './rule-log.ts';
import { runAction } from './run-action.ts';
import type { CompiledTopicRule } from './topic-rule.ts';

interface CountedAction {
  readonly action: RuleAction;
  readonly success: Counter;
  readonly failure: Counter;
}

/** What is wrong with the payload, which is what ParseError counts. */
const PAYLOAD_FAILURES = new Set<EvaluationFailureCode>(['PAYLOAD_NOT_JSON', 'PAYLOAD_NOT_AN_OBJECT', 'TOO_DEEP']);

/** One rule at work, with its metrics. */
export class RuleRunner {
  readonly rule: CompiledTopicRule;
  readonly #name: string;
  readonly #context: CloudContext;
  readonly #log: RuleLog;
  readonly #topicMatch: Counter;
  readonly #executed: Counter;
  readonly #parseError: Counter;
  readonly #actions: readonly CountedAction[];
  readonly #errorAction: CountedAction | undefined;

  constructor(rule: CompiledTopicRule, context: CloudContext, metrics: IotMetrics, log: RuleLog) {
    this.rule = rule;
    this.#name = rule.definition.ruleName;
    this.#context = context;
    this.#log = log;
    const RuleName = this.#name;
    const counted = (action: RuleAction, success: string, failure: string): CountedAction => {
      const dimensions = { RuleName, ActionType: action.type };
      return { action, success: metrics.counter(success, dimensions), failure: metrics.counter(failure, dimensions) };
    };
    this.#topicMatch = metrics.counter('TopicMatch', { RuleName });
    this.#executed = metrics.counter('RulesExecuted', {});
    this.#parseError = metrics.counter('ParseError', { RuleName });
    this.#actions = rule.actions.map((action) => counted(action, 'Success', 'Failure'));
    const { errorAction } = rule;
    this.#errorAction = errorAction && counted(errorAction, 'ErrorActionSuccess', 'ErrorActionFailure');
  }

  /**
   * Evaluates the rule and runs its actions. The promise resolves when every action is durable or its failure was recorded, and
   * never rejects; without one there was nothing to do.
   */
  run(arrival: Arrival): Promise<void> | undefined {
    this.#topicMatch.add();
    const result = this.rule.sql.evaluate(arrival.message);
    // A promise only where the statement asked another service.
    if (result instanceof Promise) return result.then((answered) => this.#evaluated(arrival, answered));
    return this.#evaluated(arrival, result);
  }

  #evaluated(arrival: Arrival, result: RuleResult): Promise<void> | undefined {
    if (!result.matched) {
      if (result.failure !== undefined) this.#evaluationFailed(arrival, result.failure);
      return undefined;
    }
    this.#executed.add();
    return this.#act({ ...arrival, output: result.output });
  }

  /** It starts no action, no error action either. */
  #evaluationFailed(arrival: Arrival, { code, message: details }: EvaluationFailure): void {
    if (PAYLOAD_FAILURES.has(code)) this.#parseError.add();
    this.#log.failure({ eventType: 'RuleExecution', ruleName: this.#name, ...arrival, reason: code, details });
  }

  async #act(event: ActionEvent): Promise<void> {
    const failures: ActionFailure[] = [];
    await Promise.all(
      this.#actions.map(async (counted) => {
        const error = await this.#attempt(counted, event);
        if (error !== undefined) failures.push({ action: counted.action, error });
      }),
    );
    if (failures.length > 0) await this.#failed(event, failures);
  }

  /** @returns the error of the last attempt */
  async #attempt({ action, success, failure }: CountedAction, event: ActionEvent): Promise<unknown> {
    try {
      const { asking } = action;
      const asked = asking.length === 0 ? event : { ...event, answers: await askAll(asking, event) };
      await runAction(action, asked, this.#context.clock);
      success.add();
      return undefined;
    } catch (error) {
      failure.add();
      return error;
    }
  }

  async #failed(event: ActionEvent, failures: readonly ActionFailure[]): Promise<void> {
    for (const failure of failures) this.#logFailure(event, failure);
    if (this.#errorAction === undefined) return;
    const output = errorDocument(this.#name, event, failures);
    const error = await this.#attempt(this.#errorAction, { ...event, output });
    if (error !== undefined) this.#logFailure(event, { action: this.#errorAction.action, error });
  }

  #logFailure({ message, traceId }: Arrival, { action, error }: ActionFailure): void {
    const details = reasonOf(error);
    const { topic } = message;
    this.#context.log.warn('an action of an IoT rule failed', {
      rule: this.#name,
      action: action.type,
      topic,
      reason: details,
    });
    this.#log.failure({
      eventType: 'RuleExecution',
      ruleName: this.#name,
      traceId,
      message,
      action: action.label,
      reason: error instanceof Error ? error.name : 'Error',
      details,
    });
  }
}
