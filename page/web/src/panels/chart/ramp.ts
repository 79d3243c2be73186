/** From what is hardly anything to what is most, on light ground; on dark ground the other way round. */
const RAMP: ReadonlyArray<readonly [number, number, number]> = [
  [255, 245, 235],
  [253, 208, 162],
  [253, 141, 60],
  [217, 72, 1],
  [127, 39, 4],
];

/**
 * @param part 0 to 1
 * @param exponent below 1 to tell small values apart
 */
export function rampColor(part: number, exponent: number, dark: boolean): string {
  const steps = dark ? [...RAMP].reverse() : RAMP;
  const place = Math.max(0, Math.min(1, part)) ** exponent * (steps.length - 1);
  const index = Math.min(steps.length - 2, Math.floor(place));
  const [low, high] = [steps[index]!, steps[index + 1]!];
  const mixed = low.map((channel, number) => Math.round(channel + (high[number]! - channel) * (place - index)));
  return `rgb(${mixed.join(',')})`;
}
