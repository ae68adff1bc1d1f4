import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { DevicePublisher } from '../ports.ts';

/** Publishes over the IoT data plane: https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html */
export const iotPublisher = (client = new IoTDataPlaneClient(clientSettings)): DevicePublisher => ({
  publish: async ({ topic, request, messageExpiry }) => {
    const payload = Buffer.from(JSON.stringify(request));
    try {
      await client.send(new PublishCommand({ topic, qos: 1, payload, messageExpiry }));
    } catch (error) {
      throw sdkError('PUBLISH_FAILED', error);
    }
  },
});
