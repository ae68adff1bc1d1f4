import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { S3Client } from '@aws-sdk/client-s3';
import { TimestreamWriteClient, WriteRecordsCommand } from '@aws-sdk/client-timestream-write';
import middy from '@middy/core';

/** What is compared with: the same building blocks as people wire them, clients made eagerly, bundled as esbuild does by default. */
const logger = new Logger({ serviceName: 'eager' });
const metrics = new Metrics({ namespace: 'Eager', serviceName: 'eager' });
// A client that is told its endpoint does not go and discover one: AWS is a stand-in here.
const store = new TimestreamWriteClient({ endpoint: process.env['AWS_ENDPOINT_URL'] ?? '' });
export const archive = new S3Client({});

const writeOne = async (): Promise<void> => {
  const record = { MeasureName: 'pump', MeasureValueType: 'DOUBLE', MeasureValue: '1', Time: `${Date.now()}` } as const;
  await store.send(new WriteRecordsCommand({ DatabaseName: 'd', TableName: 't', Records: [record] }));
  metrics.addMetric('ReadingsStored', MetricUnit.Count, 1);
};

export const handler = middy(writeOne).use(injectLambdaContext(logger)).use(logMetrics(metrics));
