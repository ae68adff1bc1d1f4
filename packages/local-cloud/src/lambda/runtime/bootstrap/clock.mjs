/**
 * Makes `Date` follow the clock of the cloud, which may run faster than the machine's or stand elsewhere.
 * @param {string} setting `<cloud epoch ms>,<machine epoch ms>,<speed>`: what both clocks showed at one moment; empty leaves Date alone
 */
export const followClock = (setting) => {
  if (!setting) return;
  const [cloudMs, machineMs, speed] = setting.split(',').map(Number);
  const MachineDate = Date;
  const machineNow = MachineDate.now;
  const now = () => Math.floor(cloudMs + (machineNow() - machineMs) * speed);
  globalThis.Date = new Proxy(MachineDate, {
    apply: () => new MachineDate(now()).toString(),
    construct: (target, parameters, newTarget) =>
      Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  MachineDate.prototype.constructor = globalThis.Date;
};
