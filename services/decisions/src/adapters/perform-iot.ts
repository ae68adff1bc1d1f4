import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { Perform } from '../perform.ts';

/**
 * Publishes at QoS 1: https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html. A repetition is published again;
 * subscribers of MQTT 5 know it by the user property `decisionId`.
 */
export const performIot =
  (client = new IoTDataPlaneClient(clientSettings)): Perform<'iotTopicPublish'> =>
  async ({ mqttTopic: topic, payload }, { decisionId }) => {
    const userProperties = JSON.stringify([{ decisionId }]);
    try {
      await client.send(new PublishCommand({ topic, qos: 1, payload: Buffer.from(payload), userProperties }));
    } catch (error) {
      throw sdkError('ACTION_FAILED', error);
    }
  };
