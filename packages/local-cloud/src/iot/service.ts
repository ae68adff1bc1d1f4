import type { ServiceFactory } from '../kernel/service.ts';
import type { IotPort } from '../ports/iot.ts';
import { controlPlane } from './api/control-plane.ts';
import { dataPlane } from './api/data-plane.ts';
import { checkPublish } from './api/publish-request.ts';
import { Messaging } from './messaging.ts';
import { IotMetrics } from './metrics.ts';
import { createRegistry } from './registry/registry.ts';
import { iotResourceTypes } from './resource-types/all.ts';

/** AWS IoT Core: registry, broker, rules, shadows. */
export const createIot: ServiceFactory<IotPort> = (context) => {
  const metrics = new IotMetrics(context);
  const registry = createRegistry(context);
  const messaging = new Messaging(context, metrics, registry);
  const { intake, listeners, retained, rules, shadows } = messaging;
  return {
    name: 'iot',
    apis: [controlPlane({ context, registry, rules }), dataPlane({ context, intake, retained, shadows, metrics })],
    resourceTypes: iotResourceTypes({ registry, rules }),
    upgrade: { path: '/mqtt', accept: (request, socket, head) => listeners.upgrade(request, socket, head) },
    port: {
      publish: async (topic, payload, { qos = 0, retain = false, messageExpirySeconds } = {}) => {
        checkPublish(topic, payload.length);
        const lifetimeMs = messageExpirySeconds === undefined ? undefined : messageExpirySeconds * 1000;
        const expiresAt = lifetimeMs === undefined ? undefined : context.clock.now() + lifetimeMs;
        await intake.accept({ topic, payload: Buffer.from(payload), qos, retain, expiresAt }).durable;
      },
      mqttAddress: () => `127.0.0.1:${listeners.port}`,
    },
    start: async () => {
      await messaging.start();
      metrics.start();
    },
    stop: async () => {
      await messaging.stop();
      metrics.stop();
    },
  };
};
