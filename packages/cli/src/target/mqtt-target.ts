import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Problem } from '../problem.ts';
import { defaultMqttPort, isLoopback, type Target } from './target.ts';

export interface MqttOptions {
  readonly mqttUrl?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
}

/** A broker and, at AWS, the certificate that it knows the client by. */
export interface MqttTarget {
  readonly endpoint: string;
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer; readonly ca?: Buffer };
}

/** Adds the options that say which broker, and as whom. */
export const withMqtt = (command: Command): Command =>
  command
    .option('--mqtt-url <url>', `the broker (default for local: mqtt://127.0.0.1:${defaultMqttPort})`)
    .option('--cert <file>', 'certificate of the client, PEM; needed with mqtts://')
    .option('--key <file>', 'its private key, PEM')
    .option('--ca <file>', 'the authority of the broker, PEM (default: the well-known ones)');

const read = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Problem('usage', `cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
};

const protocolOf = (url: string): string => {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (!/^mqtts?:$/.test(protocol))
    throw new Problem('usage', `${url} is no broker: mqtt://host:port or mqtts://host:port`);
  return protocol;
};

/**
 * The broker that the options mean.
 * @throws Problem `usage`: at another stage than local the URL and the certificate must be given
 */
export const resolveMqtt = ({ mqttUrl, cert, key, ca }: MqttOptions, { isLocal, stage }: Target): MqttTarget => {
  const endpoint = mqttUrl ?? (isLocal ? `mqtt://127.0.0.1:${defaultMqttPort}` : undefined);
  if (endpoint === undefined) {
    throw new Problem('usage', `stage ${stage} needs --mqtt-url mqtts://<its IoT endpoint>:8883, --cert and --key`);
  }
  const isSecure = protocolOf(endpoint) === 'mqtts:';
  if (isLocal !== isLoopback(new URL(endpoint).hostname)) {
    const rule = isLocal ? 'stage local is this machine' : 'only stage local is this machine';
    throw new Problem('usage', `${rule}; ${endpoint} does not belong to stage ${stage}`);
  }
  if (!isSecure) return { endpoint };
  if (cert === undefined || key === undefined) throw new Problem('usage', `${endpoint} needs --cert and --key`);
  return { endpoint, tls: { cert: read(cert), key: read(key), ...(ca === undefined ? {} : { ca: read(ca) }) } };
};
