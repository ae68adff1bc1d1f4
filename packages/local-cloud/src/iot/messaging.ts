import type { CloudContext } from '../kernel/context.ts';
import { AedesPersistence } from './broker/aedes-persistence.ts';
import { type Acceptance, AwsBroker } from './broker/aws-broker.ts';
import { listenToClients } from './broker/client-events.ts';
import { ClientSources } from './broker/client-sources.ts';
import { type ClientVersion, LifecycleEvents } from './broker/lifecycle-events.ts';
import { MqttListeners } from './broker/mqtt-listeners.ts';
import { type RetainedMessage, RetainedMessages } from './broker/retained-messages.ts';
import { SessionStore } from './broker/session-store.ts';
import { Intake } from './intake.ts';
import type { BrokerMessage } from './message.ts';
import type { IotMetrics } from './metrics.ts';
import type { Registry } from './registry/registry.ts';
import { RuleEngine } from './rules/rule-engine.ts';
import { ShadowService } from './shadows/shadow-service.ts';

const SESSION_SWEEP_MS = 60_000;

/** Broker, rules and shadows, joined: every message goes through the intake. */
export class Messaging {
  readonly listeners: MqttListeners;
  readonly rules: RuleEngine;
  readonly shadows: ShadowService;
  readonly retained: RetainedMessages;
  readonly intake: Intake;
  readonly #context: CloudContext;
  readonly #metrics: IotMetrics;
  readonly #sources: ClientSources;
  readonly #broker: AwsBroker;
  readonly #sessions: SessionStore;
  readonly #persistence: AedesPersistence;
  readonly #lifecycle: LifecycleEvents;
  #isEnding = false;

  constructor(context: CloudContext, metrics: IotMetrics, registry: Registry) {
    const { clock, storage } = context;
    this.#context = context;
    this.#metrics = metrics;
    this.#sources = new ClientSources(context);
    this.retained = new RetainedMessages(storage.table<RetainedMessage>('iot-retained'));
    this.#sessions = new SessionStore(storage, clock);
    this.#persistence = new AedesPersistence(this.#sessions, this.retained, storage);
    this.shadows = new ShadowService(storage, clock, metrics, (topic, document) => this.#publish(topic, document));
    const ruleParts = { registry, shadows: this.shadows };
    this.rules = new RuleEngine(context, metrics, ruleParts, (message) => this.intake.accept(message).durable);
    const versions = storage.table<ClientVersion>('iot-client-versions');
    const announce = (topic: string, document: object) => this.#announce(topic, document);
    this.#lifecycle = new LifecycleEvents(versions, clock, this.#sources, announce);
    this.#broker = this.#createBroker(this.#lifecycle);
    this.intake = new Intake(context, {
      retained: this.retained,
      deliver: (message) => this.#broker.deliver(message),
      runRules: (message) => this.rules.run(message),
      runRule: (name, message) => this.rules.runOne(name, message),
      handleShadow: (message) => this.shadows.handle(message),
    });
    this.listeners = new MqttListeners((stream, request) => this.#broker.handle(stream, request));
    listenToClients({ broker: this.#broker, lifecycle: this.#lifecycle, sessions: this.#sessions, metrics });
  }

  /** @throws PortTakenError */
  async start(): Promise<void> {
    await this.#broker.listen();
    try {
      await this.listeners.open(this.#context.mqttPort);
    } catch (error) {
      await this.#closeBroker();
      throw error;
    }
    this.#sweep();
    for (const will of this.#persistence.takeWills()) this.#publishLater(will);
  }

  /** From here on nothing is acknowledged, and what ends is not announced: on AWS the broker does not end. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    this.#persistence.keepWills();
    await this.listeners.close();
    await this.#closeBroker();
  }

  async #closeBroker(): Promise<void> {
    await new Promise<void>((resolve) => this.#broker.close(resolve));
  }

  #createBroker(lifecycle: LifecycleEvents): AwsBroker {
    const published = this.#metrics.counter('PublishIn.Success', { Protocol: 'MQTT' });
    return new AwsBroker(this.#sessions, this.#persistence, this.#sources, {
      published: (message) => {
        if (this.#isEnding) return ENDING();
        published.add();
        return this.intake.accept(message);
      },
      refused: (what, clientId, reason) => {
        this.#metrics.counter(`${what}.ClientError`, { Protocol: 'MQTT' }).add();
        this.#context.log.warn(`the MQTT broker refused: ${what}`, { clientId, reason });
      },
      takenOver: (client) => lifecycle.explain(client, 'DUPLICATE_CLIENTID'),
      now: () => this.#context.clock.now(),
    });
  }

  #publish(topic: string, document: object): Promise<void> | undefined {
    return this.intake.accept({ topic, payload: Buffer.from(JSON.stringify(document)), qos: 1, retain: false }).durable;
  }

  #announce(topic: string, document: object): void {
    if (this.#isEnding) return;
    this.#publish(topic, document)?.catch((error) => this.#failed(topic, error));
  }

  #publishLater(message: BrokerMessage): void {
    this.intake.accept(message).durable?.catch((error) => this.#failed(message.topic, error));
  }

  #failed(topic: string, error: unknown): void {
    this.#context.log.error('a message of the service itself was not published', { topic, error });
  }

  #sweep(): void {
    if (this.#isEnding) return;
    this.#sessions.expireAll();
    this.#lifecycle.forget();
    this.#context.clock.after(SESSION_SWEEP_MS, () => this.#sweep());
  }
}

const ENDING = (): Acceptance => ({ durable: Promise.reject(new Error('the cloud is ending')), delivered: undefined });
