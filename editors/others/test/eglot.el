;;; Takes one article through a real Emacs with eglot: findings, hover, quick fix, update.
;;;
;;;   ONRECORD=target/release/onrecord emacs -q --batch -l editors/others/test/eglot.el
;;;
;;; -q and not -Q: Debian's packages must be on the load path. Ends with `N passed, N failed`.
(require 'package)
(package-initialize)
(require 'eglot)
(require 'flymake)

(defvar page (expand-file-name "../emacs.md" (file-name-directory load-file-name)))
(defvar passed 0)
(defvar failed 0)

(defun check (name ok)
  (if ok (setq passed (1+ passed)) (setq failed (1+ failed)))
  (message "%s - %s" (if ok "ok" "not ok") name))

(defun wait-for (what)
  (let ((end (+ (float-time) (* 10 (string-to-number (or (getenv "SLOW") "1"))))) value)
    (while (and (not (setq value (funcall what))) (< (float-time) end))
      (accept-process-output nil 0.05))
    value))

(defun findings (words)
  "How many findings have WORDS in their message."
  (flymake-start)
  (seq-count (lambda (it) (string-match-p (regexp-quote words) (flymake-diagnostic-text it)))
             (flymake-diagnostics)))

;; The set-up of the page, word for word, with the server's path in it.
(with-temp-buffer
  (insert-file-contents page)
  (search-forward "```elisp\n")
  (let ((start (point)))
    (search-forward "(add-hook")
    (eval (car (read-from-string
                (replace-regexp-in-string "\"onrecord\" \"lsp\""
                                          (format "%S \"lsp\"" (expand-file-name (getenv "ONRECORD")))
                                          (buffer-substring start (match-beginning 0)) t t)))
          t)))

(setq eglot-sync-connect t eglot-confirm-server-initiated-edits nil)
(let* ((folder (make-temp-file "onrecord" t))
       (file (expand-file-name "article.txt" folder)))
  (write-region "Media reports suggest 200 🚲 were lost.\n\nTove Brandel pointed out that it is old.\n"
                nil file)
  (find-file file)
  (text-mode)
  (apply #'eglot (eglot--guess-contact)) ; the argument list changed between releases
  (check "connects" (eglot-current-server))
  (check "an unnamed report is marked" (wait-for (lambda () (= 1 (findings "Which reports?")))))
  (check "a loaded verb is marked" (wait-for (lambda () (= 1 (findings "pointed out")))))
  (goto-char (point-min))
  (let ((reply (jsonrpc-request (eglot-current-server) :textDocument/hover
                                (eglot--TextDocumentPositionParams))))
    (check "the hover says why"
           (string-match-p "Why" (plist-get (plist-get reply :contents) :value))))
  (search-forward "pointed")
  (let* ((actions (jsonrpc-request
                   (eglot-current-server) :textDocument/codeAction
                   (list :textDocument (eglot--TextDocumentIdentifier)
                         :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                         :context (list :diagnostics [] :only ["quickfix"]))))
         (said (seq-find (lambda (it) (string-prefix-p "Replace with “said”" (plist-get it :title))) actions)))
    (check "“said” is offered" said)
    (let ((edit (or (plist-get said :edit)
                    (plist-get (jsonrpc-request (eglot-current-server) :codeAction/resolve said) :edit))))
      (eglot--apply-workspace-edit edit)))
  (check "the quick fix edits the buffer"
         (wait-for (lambda () (string-match-p "Tove Brandel said that" (buffer-string)))))
  ;; Edits are sent from an idle timer, and a batch Emacs is never idle.
  (eglot--signal-textDocument/didChange)
  (check "its finding goes" (wait-for (lambda () (= 0 (findings "pointed out")))))
  (check "the other stays" (= 1 (findings "Which reports?")))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server))
  (delete-directory folder t))
(message "%d passed, %d failed" passed failed)
(kill-emacs (if (> failed 0) 1 0))
