internal import Foundation

/// A second-order Butterworth high-pass (bilinear transform), four samples at a time.
///
/// In transposed direct form II each output needs the one before it. Written as a state space and multiplied out over four samples, four outputs
/// and the state behind them are sums of the four inputs and the state before them, each times a constant vector.
struct HighPass {
  /// What the filter remembers from sample to sample; all zero before the first.
  struct State {
    fileprivate var first: Float = 0
    fileprivate var second: Float = 0
  }

  private let coefficients: (b0: Float, b1: Float, a1: Float, a2: Float)
  /// Lanes 0...3 are what each of four outputs gets of one input or state, lanes 4 and 5 what the state behind them gets.
  private let ofInput: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>)
  private let ofState: (SIMD8<Float>, SIMD8<Float>)

  init(at frequency: Double, sampleRate: Double) {
    let omega = tan(.pi * min(frequency / sampleRate, 0.4))
    let norm = 1 / (1 + 2.0.squareRoot() * omega + omega * omega)
    let (b0, b1) = (norm, -2 * norm)
    let (a1, a2) = (2 * (omega * omega - 1) * norm, (1 - 2.0.squareRoot() * omega + omega * omega) * norm)
    coefficients = (Float(b0), Float(b1), Float(a1), Float(a2))
    func response(_ inputs: [Double], _ state: (Double, Double)) -> SIMD8<Float> {
      var (first, second) = state
      var lanes = SIMD8<Float>()
      for (index, input) in inputs.enumerated() {
        let output = b0 * input + first
        first = b1 * input - a1 * output + second
        second = b0 * input - a2 * output
        lanes[index] = Float(output)
      }
      (lanes[4], lanes[5]) = (Float(first), Float(second))
      return lanes
    }
    ofInput = (
      response([1, 0, 0, 0], (0, 0)), response([0, 1, 0, 0], (0, 0)), response([0, 0, 1, 0], (0, 0)),
      response([0, 0, 0, 1], (0, 0))
    )
    ofState = (response([0, 0, 0, 0], (1, 0)), response([0, 0, 0, 0], (0, 1)))
  }

  /// Sum of squares behind the filter; 0 where a sample is no number.
  func energy(_ samples: UnsafeBufferPointer<Float>, _ state: inout State) -> Double {
    var (first, second) = (state.first, state.second)
    var squares = SIMD4<Float>()
    let whole = samples.count & ~3
    for index in stride(from: 0, to: whole, by: 4) {
      var lanes = ofInput.0 * samples[index]
      lanes += ofInput.1 * samples[index + 1]
      lanes += ofInput.2 * samples[index + 2]
      lanes += ofInput.3 * samples[index + 3]
      lanes += ofState.0 * first + ofState.1 * second
      squares += lanes.lowHalf * lanes.lowHalf
      (first, second) = (lanes[4], lanes[5])
    }
    var sum = squares.sum()
    for sample in samples[whole...] {
      let output = coefficients.b0 * sample + first
      first = coefficients.b1 * sample - coefficients.a1 * output + second
      second = coefficients.b0 * sample - coefficients.a2 * output
      sum += output * output
    }
    state = first.isFinite && second.isFinite ? State(first: first, second: second) : State()
    return sum.isFinite ? Double(sum) : 0
  }
}
