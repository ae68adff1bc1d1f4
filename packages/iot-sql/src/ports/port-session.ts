import { EvaluationFailure } from '../evaluation-failure.ts';
import { PortCall } from './port-call.ts';

type Answer = { ok: true; value: unknown } | { ok: false; error: unknown };

/** The answers that the evaluation under way has got so far. */
export class PortSession {
  #answers: Map<string, Answer> | undefined;

  /**
   * The answer to a question of the evaluation under way.
   *
   * @throws PortCall if it has not been asked yet, EvaluationFailure FUNCTION_FAILED if the port rejected
   */
  ask<T>(name: string, request: object, port: () => Promise<T>): T {
    const key = `${name} ${JSON.stringify(request)}`;
    const answer = this.#answers?.get(key);
    if (answer === undefined) throw new PortCall(key, port);
    if (answer.ok) return answer.value as T;
    const detail = answer.error instanceof Error ? answer.error.message : String(answer.error);
    throw new EvaluationFailure('FUNCTION_FAILED', `${name}(): ${detail}`, { cause: answer.error });
  }

  /** Evaluates, as often as it takes. A promise only where a port is asked. */
  run<T>(evaluation: () => T, answers?: Map<string, Answer>): T | Promise<T> {
    this.#answers = answers;
    try {
      return evaluation();
    } catch (error) {
      if (error instanceof PortCall) return this.#answerAndRunAgain(error, evaluation, answers ?? new Map());
      throw error;
    } finally {
      this.#answers = undefined;
    }
  }

  async #answerAndRunAgain<T>(call: PortCall, evaluation: () => T, answers: Map<string, Answer>): Promise<T> {
    answers.set(call.key, await settle(call));
    return this.run(evaluation, answers);
  }
}

async function settle({ start }: PortCall): Promise<Answer> {
  try {
    return { ok: true, value: await start() };
  } catch (error) {
    return { ok: false, error };
  }
}
