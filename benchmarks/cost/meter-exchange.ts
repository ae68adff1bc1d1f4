import type { Exchange } from '@signalbox/local-cloud';
import { iotUnits, messagingUnits } from './billing-units.ts';
import { dynamoDbExchanges } from './dynamodb-exchanges.ts';
import type { TableShape } from './dynamodb-units.ts';
import type { RunMeter } from './meter.ts';
import { storedBytesOf, type WriteRecordsInput, writeUnitsOf } from './timestream-write.ts';

const operationOf = ({ request }: Exchange): string => request.headers['x-amz-target']?.split('.')[1] ?? '';

const bodyOf = <Body>({ request }: Exchange): Body => JSON.parse(request.body.toString()) as Body;

const isDone = ({ response }: Exchange): boolean => (response.status ?? 200) < 300;

const meterTimestream = (meter: RunMeter, exchange: Exchange): void => {
  const operation = operationOf(exchange);
  if (operation === 'DescribeEndpoints') return;
  if (operation === 'WriteRecords' && isDone(exchange)) {
    const input = bodyOf<WriteRecordsInput>(exchange);
    meter.count('ingestion', 'timestreamWriteUnits', writeUnitsOf(input));
    meter.rowsStored(input.Records?.length ?? 0, storedBytesOf(input));
  } else meter.refuse(`timestream:${operation}`);
};

const meterS3 = (meter: RunMeter, { request }: Exchange): void => {
  const operation = request.query.get('x-id') ?? request.method;
  if (operation === 'PutObject') {
    meter.count('ingestion', 's3Puts', 1);
    meter.archived(request.body.length);
  } else meter.refuse(`s3:${operation}`);
};

interface PutEvents {
  readonly Entries: readonly { readonly Source?: string; readonly DetailType?: string; readonly Detail?: string }[];
}

/** An event counts with source, detail type and detail. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const meterEvents = (meter: RunMeter, exchange: Exchange): void => {
  if (operationOf(exchange) !== 'PutEvents') {
    meter.refuse(`events:${operationOf(exchange)}`);
    return;
  }
  for (const { Source = '', DetailType = '', Detail = '' } of bodyOf<PutEvents>(exchange).Entries) {
    const bytes = Buffer.byteLength(Source + DetailType + Detail);
    meter.count('decision', 'eventBridgeEvents', messagingUnits(bytes));
  }
};

/** Request and answer of the HTTP API are metered. https://aws.amazon.com/iot-core/pricing/additional-details/ */
const meterIotData = (meter: RunMeter, { request, response }: Exchange): void => {
  if (request.method === 'POST' && request.path.startsWith('/topics/')) {
    const answer = JSON.stringify(response.body ?? '');
    meter.count('decision', 'iotMessages', iotUnits(request.body.length) + iotUnits(answer.length));
  } else meter.refuse(`iotdata:${request.path}`);
};

/** @returns what adds an exchange over HTTP to the meter; what it has no price for is refused by name */
export const exchangeMeter = (meter: RunMeter, shapeOf: (table: string) => TableShape) => {
  const meterDynamoDb = dynamoDbExchanges(meter, shapeOf);
  return (exchange: Exchange): void => {
    const { service } = exchange.request.signer;
    if (service === 'dynamodb') meterDynamoDb(exchange);
    else if (service === 'timestream') meterTimestream(meter, exchange);
    else if (service === 's3') meterS3(meter, exchange);
    else if (service === 'events') meterEvents(meter, exchange);
    else if (service === 'iotdata' || service === 'iotdevicegateway') meterIotData(meter, exchange);
    else meter.refuse(`${service}:${operationOf(exchange)}`);
  };
};
