import type { EvaluationFailure, Message } from '@signalbox/iot-sql';
import type { CloudContext } from '../../kernel/context.ts';
import type { Counter, IotMetrics } from '../metrics.ts';
import type { ActionEvent, RuleAction } from './actions/action.ts';
import { type ActionFailure, errorDocument, reasonOf } from './error-document.ts';
import type { RuleLog } from './rule-log.ts';
import { runAction } from './run-action.ts';
import type { CompiledTopicRule } from './topic-rule.ts';

interface CountedAction {
  readonly action: RuleAction;
  readonly success: Counter;
  readonly failure: Counter;
}

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
  run(message: Message, republished: number): Promise<void> | undefined {
    this.#topicMatch.add();
    const result = this.rule.sql.evaluate(message);
    if (!result.matched) {
      if (result.failure !== undefined) this.#evaluationFailed(message, result.failure);
      return undefined;
    }
    this.#executed.add();
    return this.#act({ message, output: result.output, republished });
  }

  #evaluationFailed(message: Message, failure: EvaluationFailure): void {
    this.#parseError.add();
    const { topic, clientId } = message;
    this.#log.failure({ eventType: 'RuleMatch', ruleName: this.#name, topic, clientId, reason: failure.message });
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
      await runAction(action, event, this.#context.clock);
      success.add();
      return undefined;
    } catch (error) {
      failure.add();
      return error;
    }
  }

  async #failed({ message, republished }: ActionEvent, failures: readonly ActionFailure[]): Promise<void> {
    const traces = failures.map((failure) => this.#logFailure(message, failure));
    const output = errorDocument(this.#name, message, traces[0] ?? '', failures);
    if (this.#errorAction === undefined) return;
    const error = await this.#attempt(this.#errorAction, { message, output, republished });
    if (error !== undefined) this.#logFailure(message, { action: this.#errorAction.action, error });
  }

  #logFailure({ topic, clientId }: Message, { action, error }: ActionFailure): string {
    const reason = reasonOf(error);
    this.#context.log.warn('an action of an IoT rule failed', { rule: this.#name, action: action.type, topic, reason });
    const entry = {
      eventType: 'RuleExecution',
      ruleName: this.#name,
      topic,
      clientId,
      action: action.type,
      reason,
    } as const;
    return this.#log.failure(entry);
  }
}
