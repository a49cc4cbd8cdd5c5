/** Step by step until one finds nothing more; how many there were. */
export async function inSteps(step: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let some = await step(); some > 0; some = await step()) all += some;
  return all;
}
