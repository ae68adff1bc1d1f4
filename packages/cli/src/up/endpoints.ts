import type { Cloud } from '@signalbox/local-cloud';
import { dummyCredentials } from '../target/client-settings.ts';

/** Where a running cloud is, and how to speak to it with foreign clients. */
export interface Endpoints {
  readonly aws: string;
  /** `mqtt://host:port` */
  readonly mqtt: string;
  readonly health: string;
  readonly region: string;
}

export const endpointsOf = ({ endpoint, services }: Cloud, region: string): Endpoints => ({
  aws: endpoint,
  mqtt: `mqtt://${services.iot.mqttAddress()}`,
  health: `${endpoint}/_signalbox/health`,
  region,
});

/** Lines that say where things are; those with `export` are made to be pasted. */
export const endpointLines = ({ aws, mqtt, health, region }: Endpoints): readonly string[] => [
  `AWS APIs  ${aws}`,
  `MQTT      ${mqtt}`,
  `health    ${health}`,
  `for the aws CLI:`,
  `  export AWS_ENDPOINT_URL=${aws} AWS_REGION=${region}`,
  `  export AWS_ACCESS_KEY_ID=${dummyCredentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${dummyCredentials.secretAccessKey}`,
];
