import type { RestRequest } from '../../kernel/api.ts';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import { MAX_MESSAGE_EXPIRY_SECONDS, MAX_PAYLOAD_BYTES, topicFault } from '../broker/limits.ts';
import { mayPublish } from '../broker/reserved-topics.ts';
import type { BrokerMessage } from '../message.ts';

const QUERY = ['qos', 'retain', 'contentType', 'responseTopic', 'messageExpiry'];
const FORMATS = ['UNSPECIFIED_BYTES', 'UTF8_DATA'] as const;
type UserProperties = readonly Readonly<Record<string, string>>[];

/**
 * Reads a Publish request. Content type, response topic, correlation data and payload format are properties of MQTT 5, for rules:
 * subscribers of 3.1.1, the only ones there are, never see them.
 * Source: https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html
 *
 * @throws AwsError InvalidRequestException; UnsupportedError for a query member that AWS has not
 */
export function readPublish({ params, query, headers, body }: RestRequest, now: number): BrokerMessage {
  const topic = params['topic'] ?? '';
  const stranger = [...query.keys()].find((name) => !QUERY.includes(name));
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of Publish`);
  checkPublish(topic, body.length);
  return {
    topic,
    payload: body,
    qos: readQos(query.get('qos')),
    retain: query.get('retain') === 'true',
    expiresAt: readExpiry(query.get('messageExpiry'), now),
    mqttProperties: readProperties(query, headers),
    userProperties: readUserProperties(headers['x-amz-mqtt5-user-properties']),
  };
}

/** @throws AwsError InvalidRequestException over a quota or for a reserved topic */
export function checkPublish(topic: string, payloadBytes: number): void {
  const fault = topicFault(topic) ?? (mayPublish(topic) ? undefined : `${topic} is a reserved topic`);
  if (fault !== undefined) throw invalid(fault);
  if (payloadBytes > MAX_PAYLOAD_BYTES) throw invalid(`the payload is larger than ${MAX_PAYLOAD_BYTES} bytes`);
}

function readQos(qos: string | null): 0 | 1 {
  if (qos === null || qos === '0') return 0;
  if (qos === '1') return 1;
  throw invalid('qos must be 0 or 1');
}

/** Seconds; 0 means never. */
function readExpiry(expiry: string | null, now: number): number | undefined {
  if (expiry === null || expiry === '0') return undefined;
  const seconds = Number(expiry);
  if (Number.isSafeInteger(seconds) && seconds > 0) return now + Math.min(seconds, MAX_MESSAGE_EXPIRY_SECONDS) * 1000;
  throw invalid('messageExpiry must be a number of seconds');
}

/** @throws AwsError InvalidRequestException */
function readProperties(query: URLSearchParams, headers: RestRequest['headers']): BrokerMessage['mqttProperties'] {
  const payloadFormatIndicator = headers['x-amz-mqtt5-payload-format-indicator'];
  if (payloadFormatIndicator !== undefined && !isFormat(payloadFormatIndicator)) {
    throw invalid(`payloadFormatIndicator must be one of ${FORMATS.join(', ')}`);
  }
  return {
    contentType: query.get('contentType') ?? undefined,
    responseTopic: query.get('responseTopic') ?? undefined,
    correlationData: headers['x-amz-mqtt5-correlation-data'],
    payloadFormatIndicator,
  };
}

function isFormat(indicator: string): indicator is (typeof FORMATS)[number] {
  return FORMATS.some((format) => format === indicator);
}

/** Base64 of `[{"name": "value"}, …]`. */
function readUserProperties(header: string | undefined): UserProperties | undefined {
  if (header === undefined) return undefined;
  try {
    const properties: unknown = JSON.parse(Buffer.from(header, 'base64').toString());
    if (Array.isArray(properties)) return properties as UserProperties;
  } catch (cause) {
    throw new AwsError('InvalidRequestException', 'The user properties are not base64 of JSON', { cause });
  }
  throw invalid('The user properties are not a list');
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}
