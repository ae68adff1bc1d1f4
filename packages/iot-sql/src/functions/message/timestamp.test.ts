import { describeFunction } from '../describe-function.ts';

describeFunction('timestamp', [['timestamp()', '1481825251155']]);
