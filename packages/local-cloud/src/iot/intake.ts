import type { CloudContext } from '../kernel/context.ts';
import type { Acceptance } from './broker/aws-broker.ts';
import { basicIngestRule } from './broker/reserved-topics.ts';
import type { RetainedMessages } from './broker/retained-messages.ts';
import type { BrokerMessage } from './message.ts';

type Work = Promise<void> | undefined;

/** The parts that a message goes through. Each answers at once or with a promise of being durable. */
export interface IntakeParts {
  readonly retained: RetainedMessages;
  deliver(message: BrokerMessage): { readonly queued: boolean; readonly delivered: Work };
  runRules(message: BrokerMessage): Work;
  runRule(ruleName: string, message: BrokerMessage): Work;
  /** Answers a request to a shadow; undefined if the topic is none. */
  handleShadow(message: BrokerMessage): Work;
}

/**
 * The one way of every message, however it came: retained, to subscribers, to rules, to shadows. A message of Basic Ingest goes
 * to its rule and nowhere else.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html
 */
export class Intake {
  readonly #context: CloudContext;
  readonly #parts: IntakeParts;

  constructor(context: CloudContext, parts: IntakeParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Everything begins in this call, in order; nothing is put off to a later turn. */
  accept(message: BrokerMessage): Acceptance {
    const ruleName = basicIngestRule(message.topic);
    if (ruleName !== undefined) return { durable: this.#parts.runRule(ruleName, message), delivered: undefined };
    const isRetained = message.retain && this.#parts.retained.keep(message, this.#context.clock.now());
    const { queued, delivered } = this.#parts.deliver(message);
    const rules = this.#parts.runRules(message);
    const shadow = message.topic.startsWith('$') ? this.#parts.handleShadow(message) : undefined;
    const stored = isRetained || queued ? this.#context.storage.flush() : undefined;
    return { durable: together(rules, shadow, stored), delivered };
  }
}

function together(...works: readonly Work[]): Work {
  const waiting = works.filter((work) => work !== undefined);
  if (waiting.length <= 1) return waiting[0];
  return Promise.all(waiting).then(() => undefined);
}
