import { setFlagsFromString } from 'node:v8'

// V8 lets its heap grow to several times what is in use. This keeps it close, at no measurable cost in CPU. It is set here
// rather than at Node's command line, so that every way of starting the server has it.
setFlagsFromString('--optimize-for-size')
