@main struct Chop { static func main() {} }
