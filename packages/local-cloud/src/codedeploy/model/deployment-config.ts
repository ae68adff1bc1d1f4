/** How traffic moves: percent of it, minutes between two moves. Named as the API names it. */
export type TrafficRouting =
  | { readonly type: 'AllAtOnce' }
  | {
      readonly type: 'TimeBasedCanary';
      readonly timeBasedCanary: { readonly canaryPercentage: number; readonly canaryInterval: number };
    }
  | {
      readonly type: 'TimeBasedLinear';
      readonly timeBasedLinear: { readonly linearPercentage: number; readonly linearInterval: number };
    };

export interface DeploymentConfig {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly routing: TrafficRouting;
}

const canary = (canaryPercentage: number, canaryInterval: number): TrafficRouting => ({
  type: 'TimeBasedCanary',
  timeBasedCanary: { canaryPercentage, canaryInterval },
});

const linear = (linearPercentage: number, linearInterval: number): TrafficRouting => ({
  type: 'TimeBasedLinear',
  timeBasedLinear: { linearPercentage, linearInterval },
});

const routings: Readonly<Record<string, TrafficRouting>> = {
  LambdaAllAtOnce: { type: 'AllAtOnce' },
  LambdaCanary10Percent5Minutes: canary(10, 5),
  LambdaCanary10Percent10Minutes: canary(10, 10),
  LambdaCanary10Percent15Minutes: canary(10, 15),
  LambdaCanary10Percent30Minutes: canary(10, 30),
  LambdaLinear10PercentEvery1Minute: linear(10, 1),
  LambdaLinear10PercentEvery2Minutes: linear(10, 2),
  LambdaLinear10PercentEvery3Minutes: linear(10, 3),
  LambdaLinear10PercentEvery10Minutes: linear(10, 10),
};

export const predefinedPrefix = 'CodeDeployDefault.';
export const allAtOnce = `${predefinedPrefix}LambdaAllAtOnce`;

/**
 * The configurations for Lambda that every account has, by name.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html#deployment-configurations-predefined-lambda
 */
export const predefinedConfigs: ReadonlyMap<string, DeploymentConfig> = new Map(
  Object.entries(routings).map(([suffix, routing], index) => {
    const name = `${predefinedPrefix}${suffix}`;
    const id = `00000000-0000-0000-0000-${String(index + 1).padStart(12, '0')}`;
    return [name, { id, name, createdAt: Date.UTC(2017, 10, 28), routing }];
  }),
);
