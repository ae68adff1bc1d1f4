import { type Command, Option } from 'commander';
import { parsePort, parseSpeed } from '../arguments/number.ts';
import { defaultMqttPort, defaultPort } from '../target/target.ts';

/** How the embedded cloud is to run. */
export interface UpOptions {
  readonly port: number;
  readonly mqttPort: number;
  readonly dataDir: string;
  readonly ephemeral?: boolean;
  readonly speed: number;
  readonly region: string;
}

/** Adds the options of the embedded cloud. */
export const withUp = (command: Command): Command =>
  command
    .option('--port <port>', 'port of the AWS APIs', parsePort, defaultPort)
    .option('--mqtt-port <port>', 'port of the MQTT broker', parsePort, defaultMqttPort)
    .option('--data-dir <path>', 'where state is kept between runs', '.signalbox/cloud')
    .addOption(new Option('--ephemeral', 'keep nothing').conflicts('dataDir'))
    .option('--speed <factor>', "how much faster than the machine's the cloud's clock runs", parseSpeed, 1);
