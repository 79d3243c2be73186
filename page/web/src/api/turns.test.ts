import { expect, test } from 'vitest';
import { inTurn, lookAgain } from './turns';

const { signal } = new AbortController();

function question(answers: string[], name: string) {
  let answer!: () => void;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  return { ask: () => asked.then(() => void answers.push(name)), answer };
}

test('what is out of sight is asked after all that is in sight', async () => {
  const answers: string[] = [];
  const seen = question(answers, 'seen');
  const below = inTurn(() => false, async () => void answers.push('below'), signal);
  const above = inTurn(() => true, seen.ask, signal);
  setTimeout(seen.answer, 120);
  await Promise.all([below, above]);
  expect(answers).toEqual(['seen', 'below']);
});

test('what comes into sight waits no longer', async () => {
  const answers: string[] = [];
  const seen = question(answers, 'seen');
  let scrolled = false;
  const above = inTurn(() => true, seen.ask, signal);
  const below = inTurn(() => scrolled, async () => void answers.push('scrolled to'), signal);
  scrolled = true;
  lookAgain();
  await below;
  seen.answer();
  await above;
  expect(answers).toEqual(['scrolled to', 'seen']);
});

test('no more than three questions are open at once', async () => {
  const answers: string[] = [];
  const questions = ['a', 'b', 'c', 'd'].map((name) => question(answers, name));
  let asked = 0;
  const all = questions.map(({ ask }) => inTurn(() => true, () => (asked++, ask()), signal));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toBe(3);
  questions.forEach(({ answer }) => answer());
  await Promise.all(all);
  expect(answers).toEqual(['a', 'b', 'c', 'd']);
});

test('a failure of what is in sight keeps nothing waiting', async () => {
  const failing = inTurn(() => true, () => Promise.reject(new Error('no answer')), signal);
  await expect(failing).rejects.toThrow('no answer');
  await expect(inTurn(() => false, async () => 'asked', signal)).resolves.toBe('asked');
});

test('what nobody waits for is not asked', async () => {
  const abort = new AbortController();
  const waiting = inTurn(() => false, async () => 'asked', abort.signal);
  abort.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
});
