import { createServer } from 'node:http'
import { test } from 'node:test'
import { phone } from 'cxml-phone'
import { assertHeard, assertOver, assertStrict } from 'cxml-phone/assert'

test('a caller is greeted', async (t) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/xml').end('<Response><Say>Welcome.</Say></Response>')
  })
  await new Promise((resolve) => server.listen(0, resolve))
  t.after(() => server.close())
  const call = await phone(`http://localhost:${server.address().port}/voice`).call()
  assertHeard(call, 'Welcome.')
  assertOver(call, 'line')
  assertStrict(call)
})
