import { press, type Send, say, script } from 'cxml-phone'
import { expect, test } from 'vitest'
import { databases } from '../store/databases.ts'
import { balance, callFrom, setTheScene } from './scene.ts'

const CALLS = 6
const promised = 'Your details will be messaged to you shortly. Goodbye.'
const unsendable = "I'm sorry, we can't send texts at the moment. Goodbye."

for (const kind of await databases()) {
  test(`${kind.kind}: six calls at once from one number get three texts of two servers, though all is delivered twice`, {
    timeout: 120_000,
  }, async () => {
    const scene = await setTheScene(await kind.url())
    const send = twice(balance(await scene.start(2)))
    await scene.fileClient()
    const allOffered = barrier(CALLS)
    const calls = Array.from({ length: CALLS }, () => {
      const answers = script(say('Example Man'), press('1995'), say('yes'))
      return callFrom(0, send, async (question) => {
        if (question.heard.at(-1)?.includes('receive a text')) await allOffered()
        return answers(question)
      })
    })
    const endings = (await Promise.all(calls)).map(({ heard }) => heard.at(-1))
    expect(endings.sort()).toEqual([...Array(3).fill(unsendable), ...Array(3).fill(promised)])
    await expect.poll(() => scene.api.arrivals.length, { timeout: 20_000 }).toBe(3)
    expect((await callFrom(0, send)).heard.at(-1)).toBe('Goodbye.')
    expect(scene.api.arrivals).toHaveLength(3)
  })
}

/** Delivers each request to two servers, and goes on with what the second one answers. */
function twice(send: Send): Send {
  return async (request) => {
    await send(request)
    return send(request)
  }
}

/** Lets nobody pass before as many have come. */
function barrier(count: number): () => Promise<void> {
  let [waiting, open] = [count, () => {}]
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    waiting -= 1
    if (waiting === 0) open()
    return opened
  }
}
