import { useEffect, useRef, useState } from 'preact/hooks'
import type { OpenQuestion } from './call-state.ts'

/** The keys pressed so far, here or on the keyboard. They go when the platform would have taken them, once a question. */
export function useKeys(question: OpenQuestion | undefined, onKeys: (keys: string) => void) {
  const [keys, setKeys] = useState('')
  const isSent = useRef(false)
  const isOpen = question?.takesKeys === true
  const press = (key: string) => setKeys((pressed) => pressed + key)

  useEffect(() => {
    if (!question || keys === '' || isSent.current) return
    const send = () => {
      isSent.current = true
      onKeys(keys)
    }
    const wait = isComplete(keys, question) ? 0 : question.timeout * 1000
    const pause = setTimeout(send, wait)
    return () => clearTimeout(pause)
  }, [keys, question, onKeys])

  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement
      if (isOpen && !isTyping && /^[0-9*#]$/.test(event.key)) press(event.key)
    }
    addEventListener('keydown', type)
    return () => removeEventListener('keydown', type)
  }, [isOpen])

  return { keys, press, isOpen }
}

/** As many keys as are wanted, or the finishing one: as the first key it finishes nothing. */
function isComplete(keys: string, { numDigits, finishOnKey }: OpenQuestion): boolean {
  return keys.length >= numDigits || (keys.length > 1 && finishOnKey !== '' && keys.endsWith(finishOnKey))
}
