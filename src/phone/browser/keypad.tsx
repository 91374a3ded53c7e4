import { useEffect, useRef, useState } from 'preact/hooks'
import type { OpenQuestion } from './call-state.ts'

const letters: Record<string, string> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
}
const rows = ['123', '456', '789', '*0#']

/** Keys, pressed here or on the keyboard. They go when the platform would have taken them, once a question. */
export function Keypad({
  question,
  onKeys,
}: {
  question: OpenQuestion | undefined
  onKeys: (keys: string) => void
}) {
  const [keys, setKeys] = useState('')
  const isSent = useRef(false)
  const isOpen = question?.takesKeys === true

  useEffect(() => {
    if (!question || keys === '' || isSent.current) return
    const send = () => {
      isSent.current = true
      onKeys(keys)
    }
    if (keys.length >= question.numDigits || isFinished(keys, question)) {
      send()
      return
    }
    const pause = setTimeout(send, question.timeout * 1000)
    return () => clearTimeout(pause)
  }, [keys, question, onKeys])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement
      if (isOpen && !isTyping && /^[0-9*#]$/.test(event.key)) setKeys((pressed) => pressed + event.key)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [isOpen])

  return (
    <fieldset class="keypad" disabled={!isOpen}>
      <legend>Keypad</legend>
      <output aria-label="Keys pressed">{keys}</output>
      {rows.flatMap((row) =>
        [...row].map((key) => (
          <button key={key} type="button" onClick={() => setKeys(keys + key)}>
            {key}
            <small aria-hidden="true">{letters[key] ?? ' '}</small>
          </button>
        )),
      )}
    </fieldset>
  )
}

/** The finishing key ends a sequence; as the first key it ends nothing. */
function isFinished(keys: string, { finishOnKey }: OpenQuestion): boolean {
  return keys.length > 1 && finishOnKey !== '' && keys.endsWith(finishOnKey)
}
