internal import Dispatch
public import Foundation
internal import Glibc
public import StageGraph
internal import Synchronization
internal import Wording

/// The child's side of the protocol: carries out the one order that stands on standard input, and gives the exit status.
///
/// SIGTERM cancels the stage. A child whose parent is gone ends by itself.
public func serveStandardInput(_ kinds: [StageKind]) async -> Int32 {
  let input: Data
  do {
    input = try FileHandle.standardInput.readToEnd() ?? Data()
  } catch {
    return 1
  }
  let output = Mutex(FileHandle.standardOutput)
  let task = Task {
    await serve(input, kinds) { line in
      output.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) }
    }
  }
  signal(SIGTERM, SIG_IGN)
  let termination = DispatchSource.makeSignalSource(signal: SIGTERM)
  termination.setEventHandler { @Sendable in task.cancel() }
  termination.resume()
  let parent = getppid()
  let watch = DispatchSource.makeTimerSource()
  watch.setEventHandler { @Sendable in if getppid() != parent { exit(1) } }
  watch.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(500))
  watch.resume()
  defer {
    termination.cancel()
    watch.cancel()
  }
  return await task.value
}

/// Carries out the order in `input`: two lines, the order and the places. `send` gets the lines of the answer, without line ends, from any thread.
public func serve(_ input: Data, _ kinds: [StageKind], send: @escaping @Sendable (String) -> Void) async -> Int32 {
  let report: @Sendable (StageMessage) -> Void = { message in
    if let line = try? message.line() { send(line) }
  }
  do {
    let lines = input.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
    guard lines.count == 2 else { throw Complaint("an order and places were expected on standard input") }
    let order = String(decoding: lines[0], as: UTF8.self)
    let places = try JSONDecoder().decode(Places.self, from: lines[1])
    let name = try Order.stage(in: order)
    guard let kind = kinds.first(where: { $0.name == name }) else {
      throw Complaint("no stage is called '\(shown(name))'")
    }
    let (writes, reads) = (kind.about.writesFiles, kind.about.readsFiles)
    let workshop = Workshop(places: places, writesFiles: writes, readsFiles: reads) { event in
      switch event {
      case .progress(let done, let total, let unit): report(.progress(done: done, total: total, unit: unit))
      case .warned(let sentence): report(.warning(sentence))
      default: break
      }
    }
    report(.made(line: "{\"made\":\(try await kind.run(order: order, in: workshop))}"))
    return 0
  } catch let error as DecodingError {
    report(.failed("its order can't be read: \(place(of: error))"))
    return 1
  } catch {
    report(.failed(sentence(of: error)))
    return 1
  }
}
