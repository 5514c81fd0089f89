import ArgumentParser

struct CompletionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Prints what makes a shell complete chop's commands, options and files.",
    discussion: """
      Put it where the shell looks, and open a new shell.

      EXAMPLES
        mkdir -p ~/.local/share/bash-completion/completions
        chop completions bash > ~/.local/share/bash-completion/completions/chop
        chop completions zsh > "${fpath[1]}/_chop"        once 'autoload -U compinit; compinit' is in ~/.zshrc
        chop completions fish > ~/.config/fish/completions/chop.fish
      """)

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func run() async throws {
    let shell = shell
    try await Failure.reported { Console.out(chopCompletions(for: shell)) }
  }
}

/// The script that ArgumentParser makes of the commands' declarations, which doesn't know that `chop lecture.mp4 …` is `chop run lecture.mp4 …`: a first word that
/// is no command is a recording.
func chopCompletions(for shell: CompletionsCommand.Shell) -> String {
  switch shell {
  case .bash:
    Chop.completionScript(for: .bash)
      .replacing("complete -o filenames -F", with: "complete -o filenames -o bashdefault -o default -F")
      .replacing(
        """
            *)
                # Offer subcommand completions

        """,
        with: """
              *)
                  # After a recording
                  if [[ "${#unparsed_words[@]}" -gt 0 ]]; then
                      _chop_run
                      return
                  fi
                  # Offer subcommand completions

          """, maxReplacements: 1)
  case .zsh:
    Chop.completionScript(for: .zsh)
      .replacing(
        "        _describe -V subcommand subcommands && ret=0\n",
        with: "        _describe -V subcommand subcommands && ret=0\n        _files && ret=0\n", maxReplacements: 1
      )
      .replacing(
        """
                    "_chop_${words[1]}" && ret=0
                    ;;

        """,
        with: """
                      "_chop_${words[1]}" && ret=0
                      ;;
                  *)
                      _chop_run && ret=0
                      ;;

          """, maxReplacements: 1)
  case .fish:
    Chop.completionScript(for: .fish)
      + "\ncomplete -c 'chop' -n '__chop_should_offer_completions_for_positional \"chop\" -eq 1' -F"
  }
}
