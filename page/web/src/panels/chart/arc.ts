/** An SVG path of a band that runs inwards from a circle, between two angles in radians. */
export function arc(x: number, y: number, radius: number, band: number, from: number, to: number): string {
  const at = (distance: number, angle: number) => `${(x + distance * Math.cos(angle)).toFixed(2)},${(y + distance * Math.sin(angle)).toFixed(2)}`;
  const large = to - from > Math.PI ? 1 : 0;
  const inner = Math.max(0, radius - band);
  return `M${at(radius, from)}A${radius},${radius} 0 ${large} 1 ${at(radius, to)}L${at(inner, to)}A${inner},${inner} 0 ${large} 0 ${at(inner, from)}Z`;
}
